// The status item: the score of the post in the active editor.
import * as vscode from "vscode";
import { postEditor } from "./post";
import { status, Status } from "./protocol";
import { Server } from "./server";

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("seolint.score", vscode.StatusBarAlignment.Right, 90);

  constructor(private readonly server: Server) {
    this.item.name = "seolint";
    this.item.command = "workbench.actions.view.problems";
  }

  async show(): Promise<void> {
    const document = postEditor()?.document;
    if (!document) {
      this.item.hide();
      return;
    }
    const told = await this.server.ask(status, { textDocument: { uri: document.uri.toString() } });
    if (postEditor()?.document !== document) return;
    this.write(told);
    this.item.show();
  }

  private write(told: Status | null): void {
    if (!told) {
      this.item.text = "seolint –";
      this.item.tooltip = vscode.l10n.t("seolint does not run, or does not read this file");
      return;
    }
    const icon = told.error ? "error" : told.warning ? "warning" : "check";
    this.item.text = `$(${icon}) seolint ${told.score}`;
    const counts = vscode.l10n.t("Errors: {0}, warnings: {1}, advice: {2}", told.error, told.warning, told.info);
    const whole = told.whole ? "" : `\n${vscode.l10n.t("The rest of the site is not read yet, or there is none.")}`;
    this.item.tooltip = `${vscode.l10n.t("Score of this post: {0} of 100", told.score)}\n${counts}${whole}`;
    this.item.accessibilityInformation = { label: `seolint, ${this.item.tooltip}`, role: "button" };
  }

  dispose(): void {
    this.item.dispose();
  }
}
