"""Tables of the rules about links: which texts name nothing, which words name a target, which links pay; and URLs of drafts."""

from __future__ import annotations

import pytest

from seolint.document import Document
from seolint.document.morphemes import lemmas
from seolint.testing import site_of
from seolint_rules.data.affiliate_links import is_affiliate
from seolint_rules.data.link_texts import kind, names_something
from seolint_rules.data.url_hosts import is_public

GENERIC = """
こちら コチラ ココ ここ コレ これ リンク先 リンク (リンク) 【こちら】 こちら→ このページ こんなページ この記事
こちらの記事 記事はこちら 詳細 詳細はこちら 詳細は、こちら！ 詳細はコチラ 詳しくはこちら くわしくはコチラから
詳しくはこちらをご覧ください 詳しくはこちらをご覧下さい。 詳しくはこちらの記事をご参照ください
詳細についてはこちらをチェック もっと見る もっとみる もっと詳しく もっと読む 続きを読む つづきを読む 続きを見る
続きはこちら 全文はこちらから ここをクリック ココをクリックしてください こちらクリック こちらをクリックしてね
こちらを参照してください こちらからどうぞ こちらへどうぞ こちらをご確認ください こちらで見る ここから ここへ ここです
このリンクをクリック リンクを開く 興味のある方はこちら 気になる方はこちらから 参考記事 URL URLはこちら ページ サイト
WEBサイト ﾘﾝｸ here Here! Click_here
""".split()
SPACED = ("click here", "Read more…", "learn more »", "this link", "this page", "For more information", "詳しく は こちら")
THIN = """
ソース 出典 記事 公式サイト 公式サイトはこちら 公式サイトを見る 公式ページ 元の記事 元記事 前回 前回の記事はこちら
ダウンロード 詳細を見る 詳細をご覧ください 次へ link details website
""".split()
NAMED = """
無料相談はこちら >>無料相談はこちら Amazonで見る→ 図書館でくわしく読む→ お問い合わせはこちら pickはこちら
大きな地図で見る 理由についてはこちら AI導入ロードマップの記事 料金の詳細はこちら パン切り包丁 https://a.jp/
続きを読むためのコツ こちらの窯 リンク集 go documentation
""".split()


@pytest.mark.parametrize("text", [*GENERIC, *SPACED])
def test_texts_that_name_nothing(text: str) -> None:
    assert kind(text.replace("_", " ")) == "generic"


@pytest.mark.parametrize("text", THIN)
def test_texts_that_name_only_a_kind(text: str) -> None:
    assert kind(text) == "thin"


@pytest.mark.parametrize("text", NAMED)
def test_texts_that_name_their_object(text: str) -> None:
    assert kind(text) == ""


@pytest.mark.parametrize(
    "words", ["詳しくは をご覧ください。", "興味のある方は からどうぞ！", "For more information, see  .", "※ も参照"]
)
def test_words_that_name_no_target(words: str) -> None:
    assert not names_something(words)


@pytest.mark.parametrize(
    "words", ["パン切り包丁の選び方は です。", "窯の話は にあります", "フィードバックは まで", "The slides are ", "料金: "]
)
def test_words_that_name_a_target(words: str) -> None:
    assert names_something(words)


@pytest.mark.parametrize(
    "url",
    [
        "https://px.a8.net/svt/ejp?a8mat=1", "//af.moshimo.com/af/c/click?a_id=1", "https://ck.jp.ap.valuecommerce.com/servlet/referral?sid=1",
        "https://hb.afl.rakuten.co.jp/hgc/1/?pc=2", "https://a.r10.to/1", "https://amzn.to/1", "https://h.accesstrade.net/sp/cc?rk=1",
        "https://www.rentracks.jp/adx/r.html?idx=1", "https://WWW.amazon.co.jp/dp/4873119049?th=1&tag=panlab-22", "https://go.example.pxf.io/1",
        "http://www.amazon.co.jp/exec/obidos/ASIN/B002NSDWPC/panlab-22/ref=nosim/", "https://apps.apple.com/jp/app/id1?at=1",
    ],
)  # fmt: skip
def test_links_that_pay(url: str) -> None:
    assert is_affiliate(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://amzn.asia/d/1", "https://www.amazon.co.jp/dp/4873119049", "https://www.amazon.co.jp/Book-22/dp/4873119049/ref=sr_1_1-22",
        "https://aws.amazon.com/?tag=ec2", "https://www.a8.net/", "https://af.moshimo.com.example.jp/", "/dp/1?tag=panlab-22",
        "https://www.rentracks.jp/", "https://apps.apple.com/jp/app/id1", "https://[", "https://r10.to/1", "https://www.rakuten.co.jp/",
    ],
)  # fmt: skip
def test_links_that_do_not_pay(url: str) -> None:
    assert not is_affiliate(url)


@pytest.mark.parametrize("host", ["localhost", "a.test", "192.168.0.1", "::1", "www.example.com", "printer.local", "intranet"])
def test_hosts_that_no_reader_reaches(host: str) -> None:
    assert not is_public(host)


@pytest.mark.parametrize(
    ("files", "path", "address"),
    [
        ({"_config.yml": "permalink: /:title/\n"}, "_drafts/Pan.md", "/Pan/"),
        ({"_config.yml": "permalink: /:title/\n"}, "_posts/2026-01-01-pan.md", "/pan/"),
        ({"_config.yml": "permalink: /:title/\n"}, "_posts/2099-01-01-pan.md", "/pan/"),
        ({"_config.yml": "permalink: /:year/:title/\n"}, "_drafts/pan.md", ""),
        ({"docusaurus.config.js": "module.exports = {};\n"}, "docs/Pan.md", "/docs/Pan"),
    ],
)
def test_drafts_have_the_address_that_they_will_have(files: dict[str, str], path: str, address: str) -> None:
    text = "---\ntitle: 窯\ndraft: true\npublished: false\n---\n本文。\n"
    doc = Document(path, text, site_of({**files, path: text}))
    assert doc.place.kind == "draft"
    assert doc.planned_address == address


@pytest.mark.parametrize(
    ("path", "head", "expected"),
    [
        ("_posts/2026-01-01-a.md", "title: 窯\n", True),
        ("_posts/2026-01-01-a.md", "title: 窯\npublished: false\n", False),
        ("oven.md", "title: 窯\n", True),
        ("index.md", "title: パン\n", False),
        ("tags.md", "title: タグ\n", False),
        ("list.md", "title: 窯\nlayout: archive\n", False),
    ],
)
def test_articles_are_no_lists(path: str, head: str, expected: bool) -> None:
    text = f"---\n{head}---\n本文。\n"
    assert Document(path, text, site_of({"_config.yml": "", path: text})).is_article is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[窯]({{ site.baseurl }}/oven/)\n", True),
        ('<script type="application/ld+json">{"headline": {{ page.title | jsonify }}}</script>\n', True),
        ("{{ page.title }}\n", False),
    ],
)
def test_what_a_template_adds_to_the_page(body: str, expected: bool) -> None:
    text = f"---\ntitle: 窯\n---\n{body}"
    assert Document("_posts/2026-01-01-a.md", text, site_of({"_config.yml": "", "a.md": ""})).shows_all is expected


@pytest.mark.parametrize(
    ("body", "phrase", "found"),
    [
        ("薪と石窯。石窯。", "石窯", "石窯"),
        ("窯は開発者が開発した。", "開発", "開発"),
        ("温度の計測の話。", "温度計測", "温度の計測"),
        ("A bread-knife, a Bread knife.", "bread knife", "Bread knife"),
        ("[石窯](/a/)と`石窯`と<b>石</b>窯。", "石窯", None),
        ("窯は開発者の物。", "開発", None),
        ("# 石窯", "石窯", None),
        ("<div>石窯</div>", "石窯", None),
        ("窯", "", None),
    ],
)
def test_words_that_a_link_can_be_made_of(body: str, phrase: str, found: str | None) -> None:
    doc = Document("a.md", body + "\n", site_of({}))
    at = doc.prose_words.find(lemmas(phrase)[0])
    assert (doc.text[at.start : at.end] if at is not None else None) == found
    if phrase == "開発" and at is not None:
        assert at.start == body.rindex(phrase)


def test_the_heading_and_the_sentence_of_a_link() -> None:
    doc = Document("a.md", "前の文。詳しくは[こちら](#窯)です。[窯](b.md)\n\n## 窯\n", site_of({}))
    link, other = doc.links
    heading = doc.heading_of(doc.destinations[0])
    assert heading is not None
    assert heading.text.value == "窯"
    assert doc.heading_of(doc.destinations[1]) is None
    assert doc.around(link) == ("詳しくは", "です。")
    assert doc.around(other) == ("", "")
