"""Values of structured data that nobody filled in, and such as only look like it."""

from __future__ import annotations

import pytest

from seolint_rules.data.schema_placeholder import host_kind, text_kind

PERSON = ("Person",)

OPEN = (
    "TODO", "TODO: 書く", "FIXME", "tbd", "CHANGE_ME", "INSERT TITLE HERE", "要確認", "ここに説明を入力してください",
    "〇〇", "株式会社〇〇", "○○株式会社", "株式会社サンプル", "サンプル株式会社", "株式会社AB", "〇〇太郎", "△△商店",
    "あなたの会社名", "貴社の社名", "タイトルを入力", "Your Name", "your company name", "YOUR_SITE_NAME", "Title here",
    "[Your Name]", "【記事タイトル】", "%%title%%", "${title}", "[[name]]", "__TITLE__", "Sample text", "ダミーテキスト",
    "テスト記事", "サンプル記事", "hoge", "あああ", "asdf", "Lorem ipsum dolor sit amet, consectetur", "著者名",
    "Author Name", "03-XXXX-XXXX", "0120-XXX-XXX", "090-○○○○-○○○○", "+81-3-XXXX-XXXX", "000-0000-0000", "〒000-0000", "000-0000",
    "〒000-0000 ○○県○○市", "○○県○○市○○町1-2-3", "https://twitter.com/yourhandle", "https://www.instagram.com/your_account/",
)  # fmt: skip

FILLED = (
    "麦野 花", "テスト", "サンプル", "株式会社こむぎ", "食パンの焼き方", "テスト駆動開発入門", "サンプルの作り方",
    "「〇〇とは」と聞かれたら", "丸〇", "〇", "A〇〇B", "Todoist", "Todoの管理", "Your name in lights: a short history",
    "How to fill in a form", "Changing the oven", "要確認事項の一覧", "Example of a good crust", "here", "test kitchen",
    "Foo Fighters", "タイトルの付け方", "【2026年】食パン", "[解説] 窯", "100%", "HERE Technologies", "あー", "XX",
    "03-1234-5678", "000", "0000-0002-1825-0097", "https://x.com/yourban", "https://github.com/yourbase", "〇〇市の歯医者の選び方",
    "株式会社テストバリュー", "会社名の決め方", "The Placeholders", "サンプルバッグ", "Dummy's Guide",
)  # fmt: skip


@pytest.mark.parametrize("value", OPEN)
def test_what_is_open_is_seen(value: str) -> None:
    kind, start, end = text_kind(value, PERSON)
    assert kind
    assert value[start:end] in value


@pytest.mark.parametrize("value", FILLED)
def test_what_is_filled_in_is_let_be(value: str) -> None:
    assert text_kind(value, PERSON)[0] == ""


def test_a_label_is_a_value_of_what_has_labels() -> None:
    assert text_kind("会社名", ("Organization",))[0] == "name"
    assert text_kind("会社名", ("PropertyValue",))[0] == ""


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://example.com/a", "host"), ("https://www.example.co.jp", "host"), ("http://your-domain.com/", "host"),
        ("https://yoursite.jp/logo.png", "host"), ("info@example.org", "host"), ("http://localhost:4000/a", "here"),
        ("http://127.0.0.1/", "here"), ("https://example-bakery.jp/", ""), ("https://myexample.com/", ""),
        ("https://yourshot.nationalgeographic.com/", ""), ("https://testing.jp/", ""), ("a@b.jp", ""), ("@may", ""),
        ("https://pan.test/", "host"),
    ],
)  # fmt: skip
def test_hosts_that_lead_nowhere(url: str, kind: str) -> None:
    assert host_kind(url)[0] == kind
