// The panel's words, in the editor's language.
import * as vscode from "vscode";

export const words = () => ({
  language: vscode.env.language.startsWith("ja") ? ("ja" as const) : ("en" as const),
  nothing: vscode.l10n.t("Open a post in Markdown or HTML to see it here."),
  preview: vscode.l10n.t("In the search results"),
  noTitle: vscode.l10n.t("(no title)"),
  noDescription: vscode.l10n.t("(no description: the search engine picks words of the body)"),
  title: vscode.l10n.t("Title"),
  description: vscode.l10n.t("Description"),
  /** {0} is what is there, {1} what fits. */
  width: vscode.l10n.t("{0} of {1} full-width characters"),
  keyphrases: vscode.l10n.t("Keyphrases"),
  noKeyphrases: vscode.l10n.t("The front matter names none."),
  times: vscode.l10n.t("{0} times, {1}%"),
  beginning: vscode.l10n.t("Beginning"),
  address: vscode.l10n.t("Address"),
  headings: vscode.l10n.t("Headings"),
  alts: vscode.l10n.t("Image alts"),
  whole: vscode.l10n.t("all its words"),
  part: vscode.l10n.t("some of its words"),
  none: vscode.l10n.t("none of its words"),
  absent: vscode.l10n.t("there is none"),
  unknown: vscode.l10n.t("not known"),
  terms: vscode.l10n.t("The post's own terms"),
  outline: vscode.l10n.t("Outline"),
  noHeadings: vscode.l10n.t("There are no headings."),
  empty: vscode.l10n.t("(empty)"),
  rich: vscode.l10n.t("Rich results"),
  eligible: vscode.l10n.t("eligible"),
  lacking: vscode.l10n.t("something is lacking"),
  unclear: vscode.l10n.t("a template fills it"),
  retired: vscode.l10n.t("retired"),
});

export type Words = ReturnType<typeof words>;
