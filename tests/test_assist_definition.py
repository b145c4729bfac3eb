"""Go to definition: the file of an internal link, and the heading that its fragment names."""

from __future__ import annotations

from assist_site import open_site

from seolint.assist.definition import definition

SITE = {
    "_config.yml": "permalink: /:title/\n",
    "_posts/2026-01-10-a.md": "---\n---\n[窯](/b/#温‸度)\n",
    "_posts/2026-01-11-b.md": "---\ntitle: 窯\n---\n## 火\n\n## 温度\n\n<a id='mi'></a>\n",
}


def at(texts: dict[str, str], *, given: bool = True) -> str | None:
    opened = open_site(texts)
    found = definition(opened.doc, opened.offset, opened.around, opened.docs.get if given else lambda _: None)
    return f"{found.at.path}:{opened.said(found.at)}:{opened.said(found.name_at)}" if found is not None else None


def test_a_link_leads_to_the_heading_of_its_fragment() -> None:
    assert at(SITE) == "_posts/2026-01-11-b.md:## 温度:温度"


def test_without_the_other_document_it_leads_to_the_file() -> None:
    assert at(SITE, given=False) == "_posts/2026-01-11-b.md::"
    assert at({**SITE, "_posts/2026-01-10-a.md": "---\n---\n[‸窯](/b/#nai)\n"}) == "_posts/2026-01-11-b.md::"


def test_an_anchor_is_a_place_too() -> None:
    assert at({**SITE, "_posts/2026-01-10-a.md": "---\n---\n[‸窯](/b/#mi)\n"}) == "_posts/2026-01-11-b.md:mi:mi"


def test_a_fragment_alone_stays_in_the_post() -> None:
    assert at({"a.md": "[味](#味‸)\n\n## 味\n"}) == "a.md:## 味:味"


def test_a_reference_leads_where_its_url_does() -> None:
    for body in ("[一][r]と[窯‸][r]\n\n[r]: /b/#温度\n", "[窯][r]\n\n[r]: /b‸/#温度\n"):
        assert at({**SITE, "_posts/2026-01-10-a.md": "---\n---\n" + body}) == "_posts/2026-01-11-b.md:## 温度:温度"


def test_nothing_is_defined_outside_of_the_site() -> None:
    assert at({"a.md": "[外](https://a.‸jp/)\n"}) is None
    assert at({"a.md": "本文‸。\n"}) is None
    assert at({"a.md": "‸"}) is None
