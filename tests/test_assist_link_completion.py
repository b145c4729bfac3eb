"""Completion of what links name."""

from __future__ import annotations

import pytest
from assist_site import chosen, completions, labels

JEKYLL = {
    "_config.yml": "permalink: /:title/\nbaseurl: /blog\n",
    "_posts/2026-01-11-pan.md": "---\ntitle: 食パンの焼き方\n---\n",
    "_posts/2026-01-12-kama.md": "---\ntitle: 窯\n---\n",
    "about.md": "---\ntitle: 工房\n---\n",
    "img/pan.png": "",
    "img/notes.txt": "",
}
HUGO = {"hugo.toml": "baseURL = 'https://pan.example/'\n", "content/posts/pan.md": "---\ntitle: パン\ndate: 2026-01-01\n---\n"}
DOCS = {"docusaurus.config.js": "module.exports = {title: 'a'}\n", "docs/guide/oven.md": "---\ntitle: Oven\n---\n"}


def jekyll(body: str) -> dict[str, str]:
    return {**JEKYLL, "_posts/2026-01-10-a.md": "---\ntitle: あ\n---\n" + body}


def test_post_url_names_the_other_posts_the_newest_first() -> None:
    found = completions(jekyll("[窯]({% post_url ‸ %})\n")).items
    assert [each.label for each in found] == ["2026-01-12-kama", "2026-01-11-pan"]
    assert [each.detail.ja for each in found] == ["窯", "食パンの焼き方"]
    assert chosen(jekyll("{% post_url 2026-01‸-xx %}"), "2026-01-11-pan").endswith("{% post_url 2026-01-11-pan %}")


def test_a_post_is_found_by_its_title_too() -> None:
    assert labels(jekyll("{% post_url 食パン‸")) == ["2026-01-11-pan"]


def test_link_names_files() -> None:
    assert labels(jekyll("{% link ab‸ %}")) == ["about.md"]
    assert "img/notes.txt" in labels(jekyll("{% link ‸ %}"))


def test_ref_names_pages_of_hugo() -> None:
    texts = {**HUGO, "content/posts/a.md": '---\ntitle: a\n---\n[パン]({{< ref "‸" >}})\n'}
    assert chosen(texts, "/posts/pan").endswith('{{< ref "/posts/pan" >}})\n')
    assert labels({**texts, "content/posts/a.md": '---\ntitle: a\n---\n{{% relref "pa‸'}) == ["/posts/pan"]


def test_post_link_of_hexo() -> None:
    texts = {
        "_config.yml": "title: a\nurl: http://a.jp\npermalink: :title/\n",
        "package.json": '{"dependencies": {"hexo": "7"}}',
        "source/_posts/kama.md": "---\ntitle: 窯\n---\n",
        "source/_posts/a.md": "---\ntitle: a\n---\n{% post_link ‸ %}\n",
    }
    assert labels(texts) == ["kama"]


def test_addresses_as_the_site_writes_them() -> None:
    assert chosen(jekyll("[窯](‸)"), "/blog/kama/").endswith("[窯](/blog/kama/)")
    assert labels(jekyll('<a href="/blog/pa‸">')) == ["/blog/pan/"]
    assert labels(jekyll("[1]: /blog/pa‸\n")) == ["/blog/pan/"]


def test_source_files_where_links_are_read_so() -> None:
    texts = {**DOCS, "docs/intro/a.md": "[o](‸)\n"}
    assert labels(texts) == ["../guide/oven.md"]
    assert labels({**DOCS, "docs/guide/a.md": "[o](./‸)\n"}) == ["./oven.md"]


def test_pictures() -> None:
    assert labels(jekyll("![パン](‸)")) == ["/blog/img/pan.png"]
    assert labels(jekyll('<img src="‸">')) == ["/blog/img/pan.png"]


def test_headings_of_the_post() -> None:
    found = completions({"a.md": "[a](#‸)\n\n## Bread and oven\n\n## 窯\n"}).items
    assert [(each.label, each.detail.en) for each in found] == [("#bread-and-oven", "Bread and oven"), ("#窯", "窯")]


CODE = (
    "[x](‸", "```\n[x](‸\n```\n", '~~~html\n<a href="‸">\n~~~\n\n続き', "文\n\n    [x](‸)\n",
    "- 文\n\n  ```md\n  {% post_url ‸ %}\n  ```\n", "{% highlight md %}\n[x](‸)\n{% endhighlight %}\n",
)  # fmt: skip


@pytest.mark.parametrize("body", CODE)
def test_nothing_in_blocks_of_code(body: str) -> None:
    assert bool(labels(jekyll(body))) == (body == CODE[0])


def test_nothing_in_urls_of_other_sites_and_in_prose() -> None:
    assert labels(jekyll("[a](https://a.jp/‸)")) == []
    assert labels(jekyll("本文‸ です")) == []
