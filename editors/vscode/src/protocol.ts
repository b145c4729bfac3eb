// What seolint lsp answers beyond the Language Server Protocol: seolint/lsp/panel.py.
import { RequestType } from "vscode-languageclient/node";

interface Params { textDocument: { uri: string } }

export interface Position { line: number; column: number; offset: number }
export interface Placed { start: Position; end: Position }
export interface Shown { text: string; beyond: string; width: number; limit: number }
export interface Heading extends Placed { level: number; text: string; id: string | null }
interface Share { with: number; of: number }
export interface Keyphrase extends Placed {
  keyphrase: string;
  occurrences: number;
  density: number;
  places: Placed[];
  in: { title: Has; description: Has; beginning: Has; address: Has; headings: Share; alts: Share };
}
/** Whether a part has all terms of the keyphrase, some, none; there is no such part; nobody can tell. */
export type Has = "whole" | "part" | "none" | "absent" | "unknown";
export interface Term { term: string; occurrences: number; density: number; places: Placed[] }
export interface RichResult extends Placed {
  title: { en: string; ja: string };
  state: "eligible" | "lacking" | "unclear" | "retired";
  page: string;
}

/** `inspection` is what `seolint inspect --format json` prints; columns and offsets are in code points. */
export interface Inspected {
  version: number;
  inspection: {
    headings: Heading[];
    keywords: Keyphrase[];
    terms: Term[];
    rich_results: RichResult[];
    words: { characters: number; content_tokens: number };
  };
  preview: { url: string; title: Shown | null; description: Shown | null };
}
export interface Status { version: number; score: number; whole: boolean; error: number; warning: number; info: number }

export const inspect = new RequestType<Params, Inspected | null, void>("seolint/inspect");
export const status = new RequestType<Params, Status | null, void>("seolint/status");
export const explain = new RequestType<Params & { rule: string }, string | null, void>("seolint/explain");
