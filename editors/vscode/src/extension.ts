// The extension: a server, a status item, a panel and some commands, and what makes them look again.
import { mkdir } from "node:fs/promises";
import * as vscode from "vscode";
import { register } from "./commands";
import { Panel } from "./panel";
import { postEditor } from "./post";
import { Server } from "./server";
import { StatusItem } from "./status";

const PAUSE = 300;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const storage = context.globalStorageUri.fsPath;
  await mkdir(storage, { recursive: true });
  const log = vscode.window.createOutputChannel("seolint", { log: true });
  const server = new Server(storage, log);
  const item = new StatusItem(server);
  const panel = new Panel(server, context.extensionUri);
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => { void item.show(); void panel.show(); }, PAUSE);
  };
  const isShown = (uri: vscode.Uri): boolean => uri.toString() === postEditor()?.document.uri.toString();
  context.subscriptions.push(
    log, server, item,
    vscode.window.registerWebviewViewProvider("seolint.post", panel),
    server.onDidChange(soon),
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.workspace.onDidOpenTextDocument(soon),
    vscode.window.onDidChangeTextEditorSelection(() => void panel.follow()),
    vscode.workspace.onDidChangeTextDocument(({ document }) => { if (isShown(document.uri)) soon(); }),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => { if (uris.some(isShown)) soon(); }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server.restart(true)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (["path", "lang"].some((name) => change.affectsConfiguration(`seolint.${name}`))) void server.restart(true);
    }),
  );
  register(context, server, log);
  void server.restart(true);
}
