// The panel's words, in the language of the findings as far as that is known here.
import * as vscode from "vscode";
import { setting } from "./settings";

/** English and Japanese; in widths {0} is what is there and {1} what fits. */
const WORDS = {
  nothing: ["Open a post in Markdown or HTML to see it here.", "MarkdownかHTMLの記事を開くと、ここに表示されます。"],
  preview: ["In the search results", "検索結果での見え方"],
  noTitle: ["(no title)", "（タイトルなし）"],
  noDescription: ["(no description: the search engine picks words of the body)", "（説明文なし：検索エンジンが本文から選びます）"],
  title: ["Title", "タイトル"],
  description: ["Description", "説明文"],
  width: ["{0} of {1} full-width characters", "全角{0}字（目安{1}字）"],
  named: ["{0}: {1}", "{0}：{1}"],
  keyphrases: ["Keyphrases", "キーフレーズ"],
  noKeyphrases: ["The front matter names none.", "フロントマターに書かれていません。"],
  times: ["{0} times, {1}%", "{0}回、{1}%"],
  beginning: ["Beginning", "冒頭"],
  address: ["Address", "URL"],
  headings: ["Headings", "見出し"],
  alts: ["Image alts", "画像のalt"],
  whole: ["all its words", "すべての語がある"],
  part: ["some of its words", "一部の語がある"],
  none: ["none of its words", "どの語もない"],
  absent: ["there is none", "その欄がない"],
  unknown: ["not known", "不明"],
  terms: ["The post's own terms", "この記事らしい語"],
  outline: ["Outline", "見出しの構成"],
  noHeadings: ["There are no headings.", "見出しがありません。"],
  empty: ["(empty)", "（空）"],
  rich: ["Rich results", "リッチリザルト"],
  eligible: ["eligible", "条件を満たす"],
  lacking: ["something is lacking", "足りないものがある"],
  unclear: ["a template fills it", "テンプレートが埋めるため不明"],
  retired: ["retired", "提供終了"],
} as const;

export type Words = Record<keyof typeof WORDS, string> & { language: "en" | "ja" };

export function words(): Words {
  const lang = setting("lang");
  const language = (lang === "ja" || lang === "en" ? lang : vscode.env.language).startsWith("ja") ? "ja" : "en";
  const said = Object.entries(WORDS).map(([name, [en, ja]]) => [name, language === "ja" ? ja : en]);
  return { ...(Object.fromEntries(said) as Record<keyof typeof WORDS, string>), language };
}
