import re
from collections.abc import Iterator

from seolint import UNKNOWN, Diagnostic, Document, Invalid, PageRule, Reading, Severity, Text, Valid, pattern, readings
from seolint_rules.data import table
from seolint_rules.data.romaji import folded, is_romaji, romaji

_ENDING = re.compile(r"\.(?:x?html?|php)$")
_MADE_BY_MACHINE = pattern(r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{7,}")
_SAYS_NOTHING = frozenset("post posts blog article entry page index readme draft note notes diary news new untitled test".split())
_LEAVE = Text("Leave it if published; name the next one so.", "公開済みの記事はそのままにし、次の記事から入れてください")


class KeywordSlug(PageRule):
    """Let the URL name the subject.

    A short URL that has the keyword tells where a link leads, also where nothing else of the page is shown. Japanese words
    are looked for in Latin letters, however they are spelt (`tokyo`, `toukyou`), loanwords in English too (`server`). Nothing is
    said of URLs in Japanese, of those that are only numbers, and where a word may stand there in a translation.

    To fix it, name new posts by a word or two of the keyword.

    URLに、何の記事かを表す語を入れます。

    キーワードの入った短いURLは、URLだけが表示される所でも、リンク先の内容を伝えます。日本語の語はローマ字（`tokyo`、`toukyou`
    など、どのつづりでも）で、外来語は英語（`server`）でも探します。日本語のURL、数字だけのURL、英訳で書かれているかもしれない語に
    ついては何も言いません。

    直し方：新しい記事のURLに、キーワードの語を1、2個入れます。
    """

    severity: Severity = Severity.INFO

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        if not doc.keyphrases or not (doc.is_article or doc.is_draft) or doc.language not in {"ja", "en", ""}:
            return
        slug = _ENDING.sub("", doc.planned_address.rstrip("/").rpartition("/")[2]).lower() * (doc.site.generator != "qiita")
        parts = set(re.findall("[0-9a-z]+", slug))
        words = [word for word in re.findall("[a-z]+", slug) if word not in _SAYS_NOTHING]
        if not slug.isascii() or UNKNOWN in slug or sum(map(len, words)) < 4 or any(map(_MADE_BY_MACHINE.fullmatch, parts)):
            return
        phrase = doc.keyphrases[0]
        terms = [readings(term.text.value) for term in phrase.terms]
        others = [lemma for term in phrase.terms for other in term.others for lemma in other if lemma.isascii() and lemma.isalpha()]
        if any(_names(words, form) for term in terms for form in _forms(term)) or any(_names(words, other) for other in others):
            return
        in_romaji = doc.title is not None and all(map(is_romaji, words)) and any(
            len(form) > 3 and form in folded("".join(words)) for read in readings(doc.title.value) if (form := _romaji(read))
        )
        known = [term for term in terms if _is_known(term, in_romaji=in_romaji)]
        if not known or 2 * len(known) < len(terms):
            return
        better = "-".join(part for part in (_written(read, in_romaji=in_romaji) for read in known[0]) if part)
        published = not doc.is_draft
        yield self.flag(
            phrase.text.at,
            en=f"The end of the URL, “{slug[:40]}”, has no term of the primary keyword “{phrase.text.value}” (such as {better})",
            ja=f"URLの最後の部分「{slug[:40]}」に、主なキーワード「{phrase.text.value}」の語（{better} など）がありません",
            advice=_LEAVE if published else Text("Name it by the keyword.", "公開する前に、キーワードの語を入れてください"),
        )

    examples = (
        Valid({"_config.yml": "permalink: /:title/\n", "_posts/2026-01-01-ishigama.md": "---\nkeywords: 石窯 温度\n---\n本文。\n"}),
        Valid({"_config.yml": "permalink: /:title/\n", "_posts/2026-01-01-toukyou-e.md": "---\nkeywords: 東京\n---\n本文。\n"}),
        Valid({"_config.yml": "permalink: /:title/\n", "_posts/2026-01-01-email-tips.md": "---\nkeywords: メール\n---\n本文。\n"}),
        Valid({
            "_config.yml": "permalink: /:title/\n",
            "_posts/2026-01-01-natural-koubo.md": "---\ntitle: 酵母の話\nkeywords: 天然\n---\n本文。\n",
        }),
        Invalid({"_config.yml": "permalink: /:title/\n", "_posts/2026-01-01-my-day.md": "---\nkeywords: ⟦SEO対策⟧\n---\n本文。\n"}),
        Invalid({
            "_config.yml": "permalink: /:title/\n",
            "_posts/2026-01-01-pan-no-hanashi.md": "---\ntitle: おいしい話\nkeywords: ⟦石窯⟧\n---\n本文。\n",
        }),
        Invalid({"_config.yml": "permalink: /:title/\n", "_drafts/weekend.md": "---\nkeywords: ⟦bread knife⟧\n---\nText.\n"}),
    )  # fmt: skip


def _english(read: Reading) -> tuple[str, ...]:
    """The word in English as far as it is known: itself, or what the loanword means."""
    if read.surface.isascii():
        return (read.surface.lower(),)
    found = table("loanwords", dict[str, list[str]]).get(read.english)
    return tuple(found) if found else (read.english,) * bool(read.english)


def _romaji(read: Reading) -> str:
    return folded(romaji(read.kana))


def _forms(term: tuple[Reading, ...]) -> Iterator[str]:
    """All that a slug may have of the term: a word of it in English, or all or one of its words in Latin letters."""
    yield folded("".join(romaji(read.kana) for read in term))
    yield from (form.replace("-", "") for read in term for form in (*_english(read), _romaji(read)))


def _names(words: list[str], form: str) -> bool:
    """Whether the words of a slug have ``form``: its beginning, within a word, over several words, or by their initials."""
    if len(form) < 4:
        same = {form, form + "s"}
        named = not same.isdisjoint(words) or not same.isdisjoint(map(folded, words))
        return bool(form) and (named or (len(form) == 3 and form in "".join(word[0] for word in words)))
    if form in "".join(words) or form in folded("".join(words)):
        return True
    return any(len(word) > 2 and (form.startswith(word) or word.startswith(form[:-1])) for word in words)


def _is_known(term: tuple[Reading, ...], *, in_romaji: bool) -> bool:
    """Whether all of the term would be seen in a slug; Latin letters of it, SEO in SEO対策, are there in any language."""
    if any(read.surface.isascii() and read.surface.isalpha() and len(read.surface) > 1 for read in term):
        return True
    return bool(term) and all(_english(read) or not read.surface.isalnum() or (in_romaji and _romaji(read)) for read in term)


def _written(read: Reading, *, in_romaji: bool) -> str:
    return next(iter(_english(read)), romaji(read.kana) * in_romaji)
