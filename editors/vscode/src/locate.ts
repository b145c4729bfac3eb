// Where seolint is: the setting, the selected Python environment, the workspace's, the PATH, our own environment.
import * as path from "node:path";
import * as vscode from "vscode";
import { inEnvironment, isProgram, onPath, run } from "./programs";
import { setting } from "./settings";

interface PythonExtension {
  environments?: {
    getActiveEnvironmentPath(resource?: vscode.Uri): { path: string };
    resolveEnvironment(environment: { path: string }): Promise<{ executable: { uri?: vscode.Uri } } | undefined>;
  };
}

/** The interpreter that is selected in the Python extension, if that is there. */
export async function selectedPython(): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<PythonExtension>("ms-python.python");
  if (!extension) return undefined;
  const { environments } = await extension.activate();
  if (!environments) return undefined;
  const chosen = environments.getActiveEnvironmentPath(vscode.workspace.workspaceFolders?.[0]?.uri);
  return (await environments.resolveEnvironment(chosen))?.executable.uri?.fsPath;
}

/** Absolute paths at which seolint may be, the best one first. An untrusted workspace names none. */
async function* candidates(storage: string): AsyncGenerator<string> {
  if (vscode.workspace.isTrusted) {
    const python = await selectedPython().catch(() => undefined);
    if (python) yield path.join(path.dirname(python), process.platform === "win32" ? "seolint.exe" : "seolint");
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const name of [".venv", "venv"]) yield inEnvironment(path.join(folder.uri.fsPath, name), "seolint");
    }
  }
  const found = await onPath("seolint");
  if (found) yield found;
  yield inEnvironment(path.join(storage, "venv"), "seolint");
}

/** The program, or undefined where there is none that runs; `log` is told what was tried. */
export async function locate(storage: string, log: vscode.LogOutputChannel): Promise<string | undefined> {
  const set = setting("path");
  if (set) {
    if (path.isAbsolute(set)) return set;
    throw new Error(vscode.l10n.t("The setting seolint.path must be an absolute path: {0}", set));
  }
  for await (const file of candidates(storage)) {
    if (!(await isProgram(file))) continue;
    try {
      log.info(`${file}: ${await run(file, ["--version"], storage, 60)}`);
      return file;
    } catch (error) {
      log.warn(`${file}: ${String(error)}`);
    }
  }
  return undefined;
}
