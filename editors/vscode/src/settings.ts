import * as vscode from "vscode";

/** What a setting says, "" for nothing. VS Code leaves out what an untrusted workspace says of those that name programs. */
export const setting = (name: "path" | "python" | "package" | "lang"): string =>
  vscode.workspace.getConfiguration("seolint").get<string>(name) ?? "";
