"""What may stand in a configuration, as values."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from seolint.diagnostic import Severity, Text

COMMAND_LINE = "command line"
"""What the settings of the call are called where others have the name of their file."""

FILES = ("seolint.toml", "pyproject.toml")
GENERATORS = ("jekyll", "hugo", "zenn", "qiita", "astro", "docusaurus", "vitepress", "hexo", "gatsby", "next", "plain")

Generator = Literal["jekyll", "hugo", "zenn", "qiita", "astro", "docusaurus", "vitepress", "hexo", "gatsby", "next", "plain"]
RuleTables = dict[str, dict[str, Any]]


class ConfigError(ValueError):
    """One sentence for the user, in both languages: what is wrong, where, and what to write instead."""

    def __init__(self, en: str, ja: str) -> None:
        super().__init__(en)
        self.text = Text(en, ja)


class Named(str):
    """The path of a file that an option names, with what the file says."""

    __slots__ = ("text",)
    text: str

    def __new__(cls, path: str, text: str) -> Named:
        named = super().__new__(cls, path)
        named.text = text
        return named


class Override(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab", frozen=True):
    """Settings for some files: patterns as in .gitignore, from the folder of the configuration."""

    files: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: RuleTables = {}


class KeywordSettings(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab", frozen=True):
    """Where keywords stand in the front matter, which words are one, and which keywords are not judged."""

    fields: tuple[str, ...] = ()
    synonyms: dict[str, tuple[str, ...]] = {}
    ignore: tuple[str, ...] = ()


class SiteSettings(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab", frozen=True):
    """What the site's own files do not tell, or tell wrongly."""

    root: str | None = None
    base_url: Annotated[str, Meta(pattern="^https?://[^/]")] | None = None
    title_suffix: str | None = None
    generator: Generator | None = None
    theme_prints_title: bool | None = None


class Config(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab", frozen=True):
    """The settings of a run. ``rules`` has each rule's options by id; ``severity = "off"`` switches one off."""

    preset: str | None = None
    extends: str | tuple[str, ...] = ()
    lang: Literal["ja", "en"] | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: Literal["error", "warning", "never"] = "error"
    min_score: Annotated[int, Meta(ge=0, le=100)] | None = None
    max_size: Annotated[int, Meta(ge=1)] = 10_000_000
    baseline: str = ".seolint-baseline.json"
    rules: RuleTables = {}
    overrides: tuple[Override, ...] = ()
    keywords: KeywordSettings = KeywordSettings()
    site: SiteSettings = SiteSettings()

    @property
    def extended(self) -> tuple[str, ...]:
        """The files of ``extends``."""
        return (self.extends,) if isinstance(self.extends, str) else self.extends


TEXTS: dict[str, Text] = {
    "preset": Text(
        "A ready set of settings below these: recommended, strict, yoast, google or all.",
        "土台にする設定：recommended、strict、yoast、google、all のいずれか。",
    ),
    "extends": Text(
        "Configuration files below this one, as paths from its folder, inside the project.",
        "土台にする設定ファイル。このファイルのフォルダーからのパスで、プロジェクトの中にあるもの。",
    ),
    "lang": Text("Language of the messages; else the locale's.", "メッセージの言語。書かなければ環境の言語です。"),
    "select": Text(
        "Rules or groups that are on; all when left out.", "有効にする規則やグループ。書かなければ、すべての規則です。"
    ),
    "ignore": Text("Rules or groups that are off.", "無効にする規則やグループ。"),
    "exclude": Text(
        "Files that are not read: patterns as in .gitignore, from the folder of this file.",
        "読まないファイル。.gitignore と同じ書き方で、このファイルのフォルダーから書きます。",
    ),
    "fail-on": Text("What makes the exit code 1.", "終了コードを1にする指摘の重さ。"),
    "min-score": Text("The exit code is 1 when a post scores less.", "点数がこれより低い記事があると、終了コードが1になります。"),
    "max-size": Text("Bytes; a larger file is a finding.", "バイト数。これより大きいファイルは読まずに指摘します。"),
    "baseline": Text(
        "The file of known findings, from the folder of this file.",
        "いまある指摘を記録したファイル（このファイルのフォルダーからのパス）。",
    ),
    "rules": Text("The options of each rule.", "規則ごとの設定。"),
    "overrides": Text("Settings for some files; later ones win.", "一部のファイルだけの設定。後に書いたものが優先です。"),
    "overrides.files": Text(
        "The files: patterns as in .gitignore, from the folder of this file.",
        "対象のファイル。.gitignore と同じ書き方で、このファイルのフォルダーから書きます。",
    ),
    "overrides.select": Text("Rules or groups that are on there too.", "そこでも有効にする規則やグループ（追加）。"),
    "overrides.ignore": Text("Rules or groups that are off there.", "そこでは無効にする規則やグループ（追加）。"),
    "overrides.rules": Text("The options of rules there.", "そこでの規則ごとの設定。"),
    "keywords": Text("How keywords are read.", "キーワードの読み方。"),
    "keywords.fields": Text(
        "Keys of the front matter that name keywords.", "キーワードを書く、記事の先頭の設定（front matter）の項目。"
    ),
    "keywords.synonyms": Text(
        "Other words for a term, which count as it.", "同じ語として数える、言い換えの語。"
    ),
    "keywords.ignore": Text("Keywords that are not judged.", "調べないキーワード。"),
    "site": Text(
        "What the site's own files do not tell.", "サイトのファイルからは分からないこと。"
    ),
    "site.root": Text("The folder of the site, from that of this file.", "サイトのフォルダー（このファイルのフォルダーから）。"),
    "site.base-url": Text("Where the site is published.", "サイトを公開するURL。"),
    "site.title-suffix": Text("What the theme adds to each title.", "テーマがタイトルの末尾に付ける語。"),
    "site.generator": Text("What builds the site.", "サイトを生成するもの。"),
    "site.theme-prints-title": Text(
        "Whether the theme shows the title as the page's H1.", "テーマがタイトルをページの大見出し（H1）として表示するか。"
    ),
}
"""What each key means; "" in front of no key. Options of rules have their own texts."""


def severity_reached(severity: Severity, fail_on: str) -> bool:
    """Whether a finding of ``severity`` makes a run fail."""
    return {"error": 0, "warning": 1}.get(fail_on, -1) >= severity.rank
