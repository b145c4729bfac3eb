// The panel beside the post: what `seolint inspect` tells of it, following the text and the cursor.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { cursorOf, rangeOf } from "./places";
import { postEditor } from "./post";
import { inspect, Placed } from "./protocol";
import { Server } from "./server";
import { words } from "./words";

export class Panel implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | undefined;

  constructor(private readonly server: Server, private readonly home: vscode.Uri) {}

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.home, "dist"), vscode.Uri.joinPath(this.home, "media")] };
    view.webview.onDidReceiveMessage((message: Placed | "ready") => {
      if (message === "ready") void this.show();
      else void this.reveal(message);
    });
    view.onDidChangeVisibility(() => void this.show());
    view.onDidDispose(() => { this.view = undefined; });
    view.webview.html = this.page(view.webview);
  }

  /** Show the post of the active editor as it is now. */
  async show(): Promise<void> {
    const document = postEditor()?.document;
    if (!this.view?.visible) return;
    const told = document && (await this.server.ask(inspect, { textDocument: { uri: document.uri.toString() } }));
    if (document !== postEditor()?.document) return;
    await this.view.webview.postMessage({ type: "show", told: told ?? null, words: words() });
    await this.follow();
  }

  /** Show where the cursor is. */
  async follow(): Promise<void> {
    const editor = postEditor();
    if (this.view?.visible && editor) await this.view.webview.postMessage({ type: "cursor", ...cursorOf(editor) });
  }

  private async reveal(at: Placed): Promise<void> {
    const editor = postEditor();
    if (!editor) return;
    const { start } = rangeOf(editor.document, at);
    const column = editor.viewColumn;
    await vscode.window.showTextDocument(editor.document, { selection: new vscode.Range(start, start), ...(column ? { viewColumn: column } : {}) });
  }

  private page(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString("base64");
    const at = (...names: string[]): string => webview.asWebviewUri(vscode.Uri.joinPath(this.home, ...names)).toString();
    return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<link rel="stylesheet" href="${at("media", "page.css")}">
<title>seolint</title>
</head>
<body><main id="page"></main><script nonce="${nonce}" src="${at("dist", "page.js")}"></script></body>
</html>`;
  }
}
