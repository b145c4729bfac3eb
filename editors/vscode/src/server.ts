// The server's life: found, started, started anew, stopped. One at a time.
import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, RequestType } from "vscode-languageclient/node";
import { offer } from "./install";
import { locate } from "./locate";
import { LANGUAGES, SCHEMES } from "./post";
import { setting } from "./settings";

export class Server implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private work: Promise<void> = Promise.resolve();
  private readonly changes = new vscode.EventEmitter<void>();
  /** It runs, or it does no more. */
  readonly onDidChange = this.changes.event;
  program: string | undefined;

  constructor(private readonly storage: string, private readonly log: vscode.LogOutputChannel) {}

  /** Start it anew, after whatever is under way. `asks` says whether to offer an installation. */
  restart(asks: boolean): Promise<void> {
    this.work = this.work.then(() => this.start(asks)).catch((error: unknown) => this.fail(error));
    return this.work;
  }

  private async start(asks: boolean): Promise<void> {
    await this.stop();
    this.program = await locate(this.storage, this.log);
    if (this.program === undefined) {
      this.log.warn("seolint was not found");
      if (asks) this.program = await offer(this.storage, this.log);
    }
    if (this.program === undefined) return;
    const client = new LanguageClient("seolint", "seolint", { command: this.program, args: ["lsp"] }, this.options());
    await client.start();
    this.client = client;
    this.changes.fire();
  }

  private options(): LanguageClientOptions {
    const lang = setting("lang");
    return {
      documentSelector: SCHEMES.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
      initializationOptions: { trusted: vscode.workspace.isTrusted, ...(lang === "auto" || !lang ? {} : { lang }) },
      outputChannel: this.log,
    };
  }

  private async fail(error: unknown): Promise<void> {
    this.log.error(String(error));
    const output = vscode.l10n.t("Show the output");
    const said = vscode.l10n.t("The seolint server could not be started: {0}", error instanceof Error ? error.message : String(error));
    void vscode.window.showErrorMessage(said, output).then((chosen) => { if (chosen) this.log.show(); });
    await this.stop();
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    this.changes.fire();
    await client?.dispose().catch((error: unknown) => { this.log.warn(String(error)); });
  }

  /** The answer to a request; null where there is no server, or it has none. */
  async ask<P, R>(request: RequestType<P, R, void>, params: P): Promise<R | null> {
    if (!this.client?.isRunning()) return null;
    try {
      return await this.client.sendRequest<R>(request.method, params);
    } catch (error) {
      this.log.debug(String(error));
      return null;
    }
  }

  dispose(): Promise<void> {
    return this.stop();
  }
}
