// seolint counts columns in code points from 1, VS Code in UTF-16 units from 0.
import * as vscode from "vscode";
import { Placed, Position } from "./protocol";

function position(document: vscode.TextDocument, at: Position): vscode.Position {
  const line = Math.min(at.line, document.lineCount) - 1;
  return new vscode.Position(line, Array.from(document.lineAt(line).text).slice(0, at.column - 1).join("").length);
}

export const rangeOf = (document: vscode.TextDocument, at: Placed): vscode.Range =>
  new vscode.Range(position(document, at.start), position(document, at.end));

/** Line and column of the cursor, as seolint counts. */
export function cursorOf(editor: vscode.TextEditor): { line: number; column: number } {
  const { line, character } = editor.selection.active;
  return { line: line + 1, column: Array.from(editor.document.lineAt(line).text.slice(0, character)).length + 1 };
}
