// seolint in an environment of this extension's own, in its global storage. It is asked for first.
import { rm } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { selectedPython } from "./locate";
import { inEnvironment, onPath, run } from "./programs";
import { setting } from "./settings";

const MINUTES = 15;

async function python(storage: string): Promise<string> {
  const set = setting("python");
  const selected = vscode.workspace.isTrusted ? await selectedPython().catch(() => undefined) : undefined;
  const named = await Promise.all(["python3", "python", "python3.13", "python3.12", "python3.11"].map(onPath));
  const check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
  for (const file of set ? [set] : [selected, ...named]) {
    if (file && (await run(file, ["-I", "-c", check], storage, 30).then(() => true, () => false))) return file;
  }
  throw new Error(vscode.l10n.t("No Python 3.11 or newer with venv was found. Name one in the setting seolint.python."));
}

/** Install or update it; the program. Rejects with what went wrong. */
export async function install(storage: string, log: vscode.LogOutputChannel): Promise<string> {
  const title = vscode.l10n.t("Installing seolint");
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title }, async (progress) => {
    const root = path.join(storage, "venv");
    const own = inEnvironment(root, "python");
    const wanted = setting("package") || "seolint-ja[lsp]";
    const works = await run(own, ["-I", "-m", "pip", "--version"], storage, 60).then(() => true, () => false);
    if (!works) {
      progress.report({ message: vscode.l10n.t("making an environment") });
      await rm(root, { recursive: true, force: true });
      log.info(await run(await python(storage), ["-I", "-m", "venv", root], storage, 300));
    }
    progress.report({ message: wanted });
    const pip = ["-I", "-m", "pip", "install", "--disable-pip-version-check", "--upgrade", wanted];
    log.info(await run(own, pip, storage, MINUTES * 60));
    return inEnvironment(root, "seolint");
  });
}

/** Offer to install it; the program, or undefined where that is not wanted. */
export async function offer(storage: string, log: vscode.LogOutputChannel): Promise<string | undefined> {
  const yes = vscode.l10n.t("Install");
  const settings = vscode.l10n.t("Open the settings");
  const said = vscode.l10n.t("seolint was not found. Install it with pip in an environment of this extension's own?");
  const chosen = await vscode.window.showInformationMessage(said, yes, settings);
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "seolint.path");
  return chosen === yes ? install(storage, log) : undefined;
}
