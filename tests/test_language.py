"""The language of posts and of their blocks."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.document import Document
from seolint.document.evidence import read_evidence
from seolint.document.language import named_language, path_languages
from seolint.site import Site

NAMES = {
    "ja": "ja", "ja-JP": "ja", "ja_JP": "ja", "ja_JP.UTF-8": "ja", " JA ": "ja", "jp": "ja", "Japanese": "ja", "日本語": "ja",
    "jpn": "ja", "en": "en", "en-US": "en", "English": "en", "英語": "en", "zh-Hans": "zh", "zh-Hant-TW": "zh", "cn": "zh",
    "简体中文": "zh", "kr": "ko", "한국어": "ko", "pt-BR": "pt", "es-419": "es", "it": "it", "no": "no", "sa": "sa",
    "de-1996": "de", "fil": "fil",
    "": "", "python": "", "js": "", "ts": "", "go": "", "c#": "", "ja,en": "", "true": "", "1": "", "\ue000\ue000": "",
    "ja JP": "", "日本": "", "-ja": "", "ja-": "",
}  # fmt: skip


@pytest.mark.parametrize("value", NAMES)
def test_names_of_languages(value: str) -> None:
    assert named_language(value) == NAMES[value]


PATHS: dict[str, list[tuple[str, bool]]] = {
    "post.md": [],
    "post.ja.md": [("ja", True)],
    "index.html.en.utf8": [("en", True)],
    "ja/post.md": [("ja", True)],
    "docs/ja/guide/post.en.md": [("en", True), ("ja", True)],
    "docs/zh-hans/post.md": [("zh", True)],
    "docs/zh-CN/post.md": [("zh", True)],
    "pt-br/post.md": [("pt", True)],
    "es-419/post.md": [("es", True)],
    "it/post.md": [("it", False)],
    "vi/no/id/post.md": [("id", False), ("no", False), ("vi", False)],
    "no-op/hi-fi/post.md": [("hi", False), ("no", False)],
    "jar/java/japan/post.md": [],
    "docs-ja/v1.2/post-ja.md": [],
    "posts/2026/01/31-post.md": [],
}


@pytest.mark.parametrize("path", PATHS)
def test_paths_that_name_languages(path: str) -> None:
    assert list(path_languages(path)) == PATHS[path]


JAPANESE = "食パンは、強力粉と水を混ぜて、こねて、発酵させて、オーブンで焼きます。焼きたてはとてもおいしいです。"
ENGLISH = "You mix the flour with water, let it rise for an hour, and bake it until the crust is brown. It is the best of breads."

TEXTS = {
    "ja": JAPANESE,
    "en": ENGLISH,
    "zh": "把面粉和水混合在一起，揉成面团，让它发酵一个小时，然后放进烤箱里烤。这是我们最喜欢的面包，你们也可以试试看。",
    "ko": "밀가루와 물을 섞고 한 시간 동안 발효시킨 다음 오븐에 굽습니다. 갓 구운 빵은 정말 맛있습니다.",
    "de": "Man mischt das Mehl mit dem Wasser, lässt den Teig eine Stunde gehen und backt ihn, bis die Kruste "
    "braun ist. Das ist nicht schwer.",
    "fr": "On mélange la farine avec de l'eau, on laisse la pâte une heure, puis on la met dans le four. C'est "
    "le pain que nous aimons pour les fêtes.",
    "es": "Se mezcla la harina con el agua, se deja la masa una hora y se pone en el horno. Es el pan que más "
    "nos gusta para los domingos.",
    "pt": "Mistura-se a farinha com a água, deixa-se a massa uma hora e põe-se no forno. Não é um pão que se "
    "faz com pressa, mas é o melhor para os domingos.",
    "it": "Si mescola la farina con l'acqua, si lascia la pasta per un'ora e poi si mette nel forno. È il pane "
    "che non manca mai della tavola.",
    "nl": "Je mengt het meel met water, laat het deeg een uur rijzen en bakt het in de oven. Dat is niet "
    "moeilijk, ook als je het voor het eerst doet.",
    "ru": "Смешайте муку с водой, оставьте тесто на час, и потом выпекайте его в печи. Это самый вкусный хлеб, "
    "который мы знаем.",
    "uk": "Змішайте борошно з водою, залиште тісто на годину, а потім випікайте його в печі. Це найсмачніший "
    "хліб, який ми їли.",
    "el": "Ανακατεύουμε το αλεύρι με το νερό και αφήνουμε τη ζύμη μία ώρα.",
    "he": "מערבבים את הקמח עם המים ומשאירים את הבצק לשעה אחת.",
    "ar": "نخلط الدقيق مع الماء ونترك العجين ساعة واحدة ثم نخبزه في الفرن.",
    "th": "ผสมแป้งกับน้ำแล้วพักแป้งไว้หนึ่งชั่วโมงจากนั้นนำเข้าเตาอบ",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_shows_its_language(language: str) -> None:
    found = read_evidence(TEXTS[language])
    assert found.language == language
    assert found.plain


TRADITIONAL = "把麵粉和水混合在一起，揉成麵團，讓它發酵一個小時，然後放進烤箱。這是我們最喜歡的麵包，你們應該試試看。"
UNKNOWN_TEXTS = {
    "nothing": "",
    "digits": "2026-01-31 12:00 (123)",
    "a name": "GitHub Actions",
    "names": "Ruby Python Jekyll Hugo Docker Kubernetes Terraform",
    "kanji": "東京観光地一覧",
    "an address": "東京都千代田区一番町 代表取締役 山田太郎 電話番号 営業時間 現金過不足 法令検索",
    "Swedish": "Man blandar mjölet med vattnet, låter degen jäsa en timme och gräddar brödet i ugnen. Det är inte "
    "svårt för den som har tid.",
    "Danish": "Man blander melet med vandet, lader dejen hæve en time og bager brødet i ovnen. Det er ikke svært "
    "for den, som har tid til det.",
    "Catalan": "Es barreja la farina amb l'aigua, es deixa la massa una hora i es posa al forn. És el pa que més ens "
    "agrada per als diumenges.",
    "Polish": "Mieszamy mąkę z wodą, zostawiamy ciasto na godzinę i pieczemy w piecu. To jest chleb, który nie jest "
    "trudny do zrobienia.",
    "Bulgarian": "Смесете брашното с водата, оставете тестото за един час и после го изпечете във фурната. Това е "
    "най-вкусният хляб.",
    "Persian": "آرد را با آب مخلوط می‌کنیم و خمیر را یک ساعت می‌گذاریم، سپس در تنور می‌پزیم.",
    "Hindi": "आटे को पानी में मिलाएं और एक घंटे के लिए छोड़ दें।",
    "addresses alone": "https://example.com/the/and/of/to?is=that&with=this https://example.com/you-are-the-best-of-all",
    "template tags": "{{ the.and.of }} {% if this is not that and with you %} {{ have.been.for.all }}",
}


@pytest.mark.parametrize("name", UNKNOWN_TEXTS)
def test_a_text_that_shows_no_language(name: str) -> None:
    assert read_evidence(UNKNOWN_TEXTS[name]).language == ""


def test_traditional_chinese() -> None:
    assert read_evidence(TRADITIONAL).language == "zh"
    assert read_evidence(TRADITIONAL).plain


def test_chinese_with_a_kana_is_chinese() -> None:
    assert read_evidence(TEXTS["zh"] + "優の良品").language == "zh"


def test_chinese_that_is_quoted_leaves_a_text_japanese() -> None:
    assert read_evidence(JAPANESE * 3 + "「这是我们最喜欢的」").language == "ja"


CASES: dict[str, tuple[str, str, Site, str]] = {
    "front matter": ("a.md", "---\nlang: ko\n---\n" + JAPANESE, Site(language="en"), "ko"),
    "front matter in words": ("a.md", "---\nlanguage: English\n---\n短い。", Site(), "en"),
    "locale": ("a.md", "---\nlocale: pt_BR\n---\n", Site(), "pt"),
    "TOML": ("a.md", '+++\nlanguageCode = "ja-JP"\n+++\n', Site(), "ja"),
    "a language of programs": ("a.md", f"---\nlanguage: python\n---\n{ENGLISH}", Site(), "en"),
    "a list of languages": ("a.md", f"---\nlang: [en, ko]\n---\n{JAPANESE}", Site(), "ja"),
    "language of the page": ("a.html", f'<html lang="ja-JP"><p>{ENGLISH}</p></html>', Site(), "ja"),
    "language a template fills": ("a.html", f'---\n---\n<html lang="{{{{ page.lang }}}}"><p>{JAPANESE}</p></html>', Site(), "ja"),
    "file name": ("a.ko.md", "# GitHub\n", Site(language="ja"), "ko"),
    "folder": ("en/a.md", "# GitHub\n", Site(language="ja"), "en"),
    "folder of the site's own": ("ja/b/a.md", "# GitHub\n", Site(root="ja/b"), ""),
    "folder of a mixed text": ("zh-tw/a.md", ENGLISH + TRADITIONAL, Site(), "zh"),
    "folder of an untranslated text": ("ja/a.md", ENGLISH, Site(), "en"),
    "folder that is a word": ("it/a.md", JAPANESE, Site(), "ja"),
    "folder that is a word, short": ("it/a.md", "# Docker\n", Site(language="ja"), "ja"),
    "folder that is a word, kanji": ("vi/a.md", "# 設定一覧\n", Site(), ""),
    "folder of an unknown text": ("sv/a.md", UNKNOWN_TEXTS["Swedish"], Site(language="ja"), "sv"),
    "folder of Cyrillic letters": ("bg/a.md", UNKNOWN_TEXTS["Bulgarian"], Site(), "bg"),
    "folder of another script": ("en/a.md", "短い。", Site(), "ja"),
    "site": ("a.md", "# GitHub Actions\n", Site(language="ja-JP"), "ja"),
    "site of a kanji text": ("a.md", "# 東京観光地一覧\n", Site(language="ja"), "ja"),
    "text against the site": ("a.md", ENGLISH, Site(language="ja"), "en"),
    "short text against the site": ("a.md", "はい。", Site(language="en"), "ja"),
    "text": ("a.md", JAPANESE, Site(), "ja"),
    "title alone": ("a.md", "---\ntitle: 食パンの焼き方\n---\n", Site(), "ja"),
    "title of a mixed text": ("a.md", f"---\ntitle: 石窯\n---\n石窯です。\n\n{ENGLISH}\n", Site(), "ja"),
    "English title of a mixed text": ("a.md", f"---\ntitle: Bread\n---\n石窯です。\n\n{ENGLISH}\n", Site(), "en"),
    "description alone": ("a.md", f"---\ntitle: Bread\ndescription: {JAPANESE}\n---\n", Site(), "ja"),
    "code in English": ("a.md", f"{JAPANESE[:20]}\n\n```\n{ENGLISH * 3}\n```\n\n`{ENGLISH}`\n", Site(), "ja"),
    "addresses in English": ("a.md", "食パンです。\n\n" + "https://example.com/the-best-of-the-breads\n" * 20, Site(), "ja"),
    "navigation in English": ("a.html", f"<html><nav><p>{ENGLISH * 3}</p></nav><p>{JAPANESE}</p></html>", Site(), "ja"),
    "front matter in English": ("a.md", f"---\nnotes: {ENGLISH}\n---\n食パンです。\n", Site(), "ja"),
    "names in Japanese": ("a.md", "Node.js の npm package を install する。GitHub Actions で deploy する。\n", Site(), "ja"),
    "quotation in English": ("a.md", f"{JAPANESE}\n\n> {ENGLISH}\n\n{JAPANESE}\n", Site(), "ja"),
    "Japanese in English": ("a.md", f"{ENGLISH * 4}\n\nThis bread is called 食パン.\n", Site(), "en"),
    "nothing": ("a.md", "", Site(), ""),
    "unknown": ("a.md", "# GitHub\n", Site(), ""),
}


@pytest.mark.parametrize("name", CASES)
def test_the_language_of_a_post(name: str) -> None:
    path, text, site, language = CASES[name]
    assert Document(path, text, site).language == language


BLOCKS: dict[str, dict[str, str]] = {
    "ja": {
        JAPANESE: "ja", ENGLISH: "en", "This is a pen.": "en", "GitHub Actions": "ja", "東京観光地一覧": "ja", "2026": "ja",
        "Node.jsのinstall": "ja", TEXTS["zh"]: "zh", TEXTS["ko"]: "ko", "Українська / ウクライナ語": "ja", "No.1": "ja",
        UNKNOWN_TEXTS["Swedish"]: "ja", UNKNOWN_TEXTS["Bulgarian"]: "", "`the and of to is`": "ja",
    },
    "en": {ENGLISH: "en", JAPANESE: "ja", "GitHub": "en", "日本語": "", TEXTS["zh"]: "zh", TEXTS["de"]: "de"},
    "zh": {TEXTS["zh"]: "zh", "目录": "zh", JAPANESE: "ja", "GitHub": "zh", ENGLISH: "en"},
    "": {"GitHub": "", JAPANESE: "ja"},
}  # fmt: skip


@pytest.mark.parametrize(("document", "text"), [(document, text) for document, texts in BLOCKS.items() for text in texts])
def test_the_language_of_a_block(document: str, text: str) -> None:
    doc = Document("a.md", f"---\nlang: {document}\n---\n{text}\n", Site())
    assert doc.language == document or not document
    assert doc.language_of(doc.blocks[0]) == BLOCKS[document][text]


def test_a_mixed_post_by_block() -> None:
    doc = Document("a.md", "\n\n".join([JAPANESE, ENGLISH, JAPANESE, "- GitHub", ENGLISH]), Site())
    assert [doc.language_of(block) for block in doc.blocks] == ["ja", "en", "ja", "ja", "en"]


def test_a_post_that_alternates_is_read_evenly() -> None:
    doc = Document("a.md", "\n\n".join([JAPANESE * 5, ENGLISH * 2] * 200), Site())
    assert doc.language == "ja"


@given(st.text(max_size=200), st.sampled_from(["a.md", "en/a.md", "a.html", "it/x.ja.md"]))
def test_any_text_has_a_known_language_or_none(text: str, path: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    doc = Document(path, text, Site())
    assert doc.language == "" or named_language(doc.language) == doc.language
    for block in doc.blocks:
        found = doc.language_of(block)
        assert found == "" or named_language(found) == found


@given(st.lists(st.sampled_from(["あ", "焼き", "パン", "です。", "漢字", " "]), min_size=20), st.text("abc \n", max_size=80))
def test_code_does_not_change_the_language(words: list[str], code: str) -> None:
    text = "これは" + "".join(words)
    assert Document("a.md", f"{text}\n\n```\n{code}\n```\n", Site()).language == "ja"


@given(st.text(max_size=60), st.text(max_size=60))
def test_evidence_is_plain_only_of_a_language(first: str, second: str) -> None:
    found = read_evidence(first + second)
    assert not found.plain or found.language
    assert found.words >= 0


CORPORA = Path(os.environ.get("SEOLINT_SHARED", Path(__file__).resolve().parent.parent.parent / "shared")) / "corpora"

absent = pytest.mark.skipif(
    not CORPORA.is_dir(), reason="The posts are not here: set SEOLINT_SHARED to the folder that holds corpora"
)

ENGLISH_REPOSITORIES = ("18F+", "apache+", "squirrelscan+", "structured-data+")
FOLDERS = {tag: tag.partition("-")[0] for tag in "en ko ru th bg it nl sa zh-cn zh-tw zh-hans zh-hant".split()}
"""Folders of translations."""

OTHERS = {
    "casts/free-podcasts-screencasts-he.md": "he",
    "docs/HOWTO-kn.md": "kn",
    "_posts/2015-03-31-e2e_user_scenarios.markdown": "en",
    "_posts/2016-06-05-pwa-in-my-pov.markdown": "en",
    "_posts/2016-10-20-pwa-qcon2016.markdown": "en",
    "read_sf_lf/2019-01-07-sf-lf-07-indprop.md": "en",
    "read_sf_plf/2019-03-14-sf-plf-14-record-sub.md": "en",
    "guide/i18n/format-data-locale.md": "en",
    "guide/i18n/prepare.md": "en",
    "guide/i18n/translation-files.md": "en",
    "contents/blogPost/index.html": "en",
    "_articles/accessibility-best-practices-for-your-project.md": "en",
    "_posts/2020-08-22-hexo-5-1_marked-3-1_math-4_util-2-4.md": "en",
    "source/_posts/hello-world.md": "en",
    "2026/03/english-version-of-my-articles-on-zenn.md": "en",
    "blog/announcing-vite3.md": "en",
    "blog/announcing-vite4-3.md": "en",
    "blog/announcing-vite6.md": "en",
    "docs-ja/live.md": "en",
    "reviews/old/review-book.html": "en",
}
"""Posts in another language than most of their repository, as one reads them."""


def language_as_read(path: str) -> str:
    """The language of a post of the corpora, as one reads it."""
    told = next((language for end, language in OTHERS.items() if path.endswith(end)), "")
    told = told or next((FOLDERS[part] for part in path.split("/") if part in FOLDERS), "")
    told = told or ("en" if ".en." in path or path.startswith(ENGLISH_REPOSITORIES) else "")
    return told or ("zh" if path.startswith("Huxpro+") else "ja")


@absent
def test_every_language_told_of_the_corpora_is_right_and_nearly_all_are_told() -> None:
    from seolint.engine.files import find_files
    from seolint.engine.read import read_text
    from seolint.engine.sites import Sites

    sites = Sites((str(CORPORA),), datetime(2026, 1, 31, tzinfo=UTC))
    told = untold = 0
    for file in find_files([str(CORPORA)]).files:
        path, text = file.partition("corpora/")[2], read_text(file, 10_000_000)
        assert isinstance(text, str)
        doc = Document(file, text, sites.of(file))
        if "/" not in path or not doc.is_page or not doc.blocks:
            continue
        told += doc.language != ""
        untold += doc.language == ""
        assert doc.language in {"", language_as_read(path)}, path
    assert told > 450
    assert untold <= 0.01 * told
