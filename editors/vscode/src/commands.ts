// The commands of the palette.
import * as vscode from "vscode";
import { install } from "./install";
import { explain } from "./protocol";
import { Server } from "./server";

const PAGES = "seolint-rule";

export function register(context: vscode.ExtensionContext, server: Server, log: vscode.LogOutputChannel): void {
  const storage = context.globalStorageUri.fsPath;
  const pages = new Map<string, string>();
  const commands: Record<string, (...given: unknown[]) => unknown> = {
    "seolint.checkWorkspace": () => checkWorkspace(server),
    "seolint.fixAll": () => fixAll(),
    "seolint.explainRule": () => explainRule(server, pages),
    "seolint.restart": () => server.restart(true),
    "seolint.showOutput": () => { log.show(); },
    "seolint.install": () => installAnew(server, storage, log),
  };
  for (const [name, command] of Object.entries(commands)) {
    context.subscriptions.push(vscode.commands.registerCommand(name, command));
  }
  const provideTextDocumentContent = (uri: vscode.Uri): string => pages.get(uri.toString()) ?? "";
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(PAGES, { provideTextDocumentContent }));
}

async function checkWorkspace(server: Server): Promise<void> {
  if (!server.program || !vscode.workspace.isTrusted) return;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const run = new vscode.ProcessExecution(server.program, ["check"], { cwd: folder.uri.fsPath });
    await vscode.tasks.executeTask(new vscode.Task({ type: "seolint" }, folder, "check", "seolint", run));
  }
}

/** As on save, by `source.fixAll.seolint`. */
const fixAll = (): Thenable<unknown> =>
  vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.seolint", apply: "first" });

/** Show the page of a rule that found something in this post; those at the cursor come first. */
async function explainRule(server: Server, pages: Map<string, string>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const found = vscode.languages.getDiagnostics(editor.document.uri).filter((each) => each.source === "seolint");
  const here = found.filter((each) => each.range.contains(editor.selection.active));
  const items = [...here, ...found].map((each) => ({ label: ruleOf(each), detail: each.message.split("\n")[0] ?? "" }));
  const distinct = items.filter((each, index) => items.findIndex((other) => other.label === each.label) === index);
  const placeHolder = vscode.l10n.t("Rules that found something in this post");
  const chosen = await vscode.window.showQuickPick(distinct, { placeHolder, matchOnDetail: true });
  if (!chosen) return;
  const textDocument = { uri: editor.document.uri.toString() };
  const page = await server.ask(explain, { textDocument, rule: chosen.label });
  if (page === null) return;
  const uri = vscode.Uri.from({ scheme: PAGES, path: `/${chosen.label}.md` });
  pages.set(uri.toString(), page);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}

const ruleOf = ({ code }: vscode.Diagnostic): string => String(typeof code === "object" ? code.value : code);

async function installAnew(server: Server, storage: string, log: vscode.LogOutputChannel): Promise<void> {
  try {
    await install(storage, log);
  } catch (error) {
    log.error(String(error));
    void vscode.window.showErrorMessage(vscode.l10n.t("seolint could not be installed; the output says why."));
    log.show();
    return;
  }
  await server.restart(false);
}
