// The post that the status item and the panel are about.
import * as vscode from "vscode";

export const LANGUAGES = ["markdown", "mdx", "html"];
export const SCHEMES = ["file", "untitled"];
let last: vscode.TextEditor | undefined;

/** The editor of the post that was worked on last: it stays while an output or our own panel has the focus. */
export function postEditor(): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active && active.document.uri.scheme !== "output") last = isPost(active.document) ? active : undefined;
  else if (!vscode.window.visibleTextEditors.some((each) => each.document === last?.document)) last = undefined;
  return last;
}

const isPost = (document: vscode.TextDocument): boolean =>
  LANGUAGES.includes(document.languageId) && SCHEMES.includes(document.uri.scheme);
