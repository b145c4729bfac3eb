"""Completion in front matter: keys and values of the generator's schema, tags and categories of the site."""

from __future__ import annotations

import pytest
from assist_site import chosen, completions, labels

ZENN = {"articles/aaaaaaaaaaaa.md": "", "package.json": '{"dependencies": {"zenn-cli": "1"}}'}
JEKYLL = {"_config.yml": "permalink: /:title/\n"}
OTHERS = {
    "_posts/2026-01-01-b.md": "---\ntags: [パン, 窯]\ncategories: [道具]\n---\n",
    "_posts/2026-01-02-c.md": "---\ntags: [パン]\ncategory: 日記\n---\n",
}


def zenn(text: str) -> dict[str, str]:
    return {**ZENN, "articles/aaaaaaaaaaaa.md": text}


def jekyll(text: str) -> dict[str, str]:
    return {**JEKYLL, **OTHERS, "_posts/2026-01-10-a.md": text}


def test_keys_of_the_service_come_with_those_that_it_requires_first() -> None:
    found = completions(zenn("---\ntitle: 窯\n‸\n---\n"))
    assert [each.label for each in found.items[:2]] == ["type", "published"]
    assert [each.detail.ja for each in found.items[:2]] == ["必須", "必須"]
    assert [each.detail.en for each in found.items[:2]] == ["required", "required"]
    names = {each.label for each in found.items}
    assert {"emoji", "topics"} <= names
    assert "title" not in names, "it is there"
    assert "tags" not in names, "the schema knows it only to refuse it"


def test_a_key_takes_its_sign_unless_it_is_there() -> None:
    assert chosen(zenn("---\nty‸\n---\n"), "type") == "---\ntype: \n---\n"
    assert chosen(zenn("---\nty‸pe: idea\n---\n"), "type") == "---\ntype: idea\n---\n"
    assert chosen({"hugo.toml": "", "content/a.md": "+++\ndra‸\n+++\n"}, "draft") == "+++\ndraft = \n+++\n"
    json = {"hugo.toml": "", "content/a.md": '{\n"title": "a",\n"dra‸"\n}\n'}
    assert chosen(json, "draft") == '{\n"title": "a",\n"draft"\n}\n'
    json["content/a.md"] = '{\n"title": "a",\n‸\n}\n'
    assert chosen(json, "draft") == '{\n"title": "a",\n"draft": \n}\n'


@pytest.mark.parametrize("text", ["---\ntype: ‸\n---\n", "---\ntype: i‸\n", "---\r\ntype: ‸\r\n---\r\n", '---\ntype: "‸"\n---\n'])
def test_values_that_a_schema_enumerates(text: str) -> None:
    assert set(labels(zenn(text))) <= {"tech", "idea"}
    assert chosen(zenn(text), "idea") == text.replace("i‸", "‸").replace("‸", "idea")


def test_yes_or_no() -> None:
    assert labels(zenn("---\npublished: ‸\n---\n")) == ["true", "false"]
    assert chosen({"hugo.toml": "", "content/a.md": "+++\ndraft = ‸\n+++\n"}, "true") == "+++\ndraft = true\n+++\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntags: [‸]\n---\n", "---\ntags: [石, ‸]\n---\n", "---\ntags:\n- ‸\n---\n", "---\ntags:\n  - 石\n  - ‸\n---\n",
        "---\ntags: [\n  石,\n  ‸\n]\n---\n", "---\ntags: ‸\n---\n", '---\ntags: ["‸"]\n---\n',
    ],
)  # fmt: skip
def test_tags_of_the_site_the_most_used_first(text: str) -> None:
    assert labels(jekyll(text)) == ["パン", "窯"]
    assert chosen(jekyll(text), "窯") == text.replace("‸", "窯")
    assert [each.detail.ja for each in completions(jekyll(text)).items] == ["2記事", "1記事"]


def test_tags_that_the_post_has_are_left_out_and_letters_narrow_them_down() -> None:
    assert labels(jekyll("---\ntags: [パン, ‸]\n---\n")) == ["窯"]
    assert labels(jekyll("---\ntags: [パ‸]\n---\n")) == ["パン"]


def test_categories_of_the_site() -> None:
    assert labels(jekyll("---\ncategories: [‸]\n---\n")) == ["日記", "道具"]


def test_a_tag_that_yaml_would_misread_is_quoted() -> None:
    texts = {**JEKYLL, "a.md": "---\ntags: [‸]\n---\n", "b.md": '---\ntags: ["1.10", "C, D"]\n---\n'}
    assert chosen(texts, "1.10") == '---\ntags: ["1.10"]\n---\n'
    assert chosen(texts, "C, D") == '---\ntags: ["C, D"]\n---\n'
    toml = {"hugo.toml": "", "content/a.md": "+++\ntags = [‸]\n+++\n", "content/b.md": "---\ntags: [窯]\n---\n"}
    assert chosen(toml, "窯") == '+++\ntags = ["窯"]\n+++\n'


def test_keys_inside_an_object() -> None:
    docs = {"docusaurus.config.js": "module.exports = {title: 'a'}\n"}
    found = labels({**docs, "docs/a.md": "---\ntitle: a\nlast_update:\n  ‸\n---\n"})
    assert "author" in found
    assert "title" not in found


def test_a_collection_of_astro_is_known_by_its_code() -> None:
    texts = {
        "astro.config.mjs": "",
        "src/content.config.ts": "export const collections = { log: defineCollection({ schema: z.object({\n"
        "  title: z.string(), kind: z.enum(['news', 'note']) }) }) };\n",
    }
    assert labels({**texts, "src/content/log/a.md": "---\n‸\n---\n"})[:2] == ["title", "kind"]
    assert labels({**texts, "src/content/log/a.md": "---\nkind: ‸\n---\n"}) == ["news", "note"]


def test_a_key_that_the_generator_ignores_is_not_proposed() -> None:
    found = labels(jekyll("---\n‸\n---\n"))
    assert "draft" not in found
    assert {"published", "tags", "layout"} <= set(found)


def test_without_a_generator_the_usual_keys_are_there() -> None:
    assert {"title", "description", "date", "tags"} <= set(labels({"a.md": "---\n‸\n---\n"}))


def test_the_keys_that_a_post_is_found_by_come_first() -> None:
    first = ["title", "description", "date", "tags", "categories", "image"]
    assert labels(jekyll("---\n‸\n---\n"))[:6] == first
    assert labels({"a.md": "---\n‸\n---\n"})[:6] == first
    assert [each for each in labels({"hugo.toml": "", "content/a.md": "---\n‸\n---\n"}) if each in first][:5] == first[:5]
    assert labels({"hugo.toml": "", "content/a.md": "---\ntitle: a\n‸\n---\n"})[0] == "description"


def test_nothing_in_comments_texts_and_the_body() -> None:
    assert labels(zenn("---\n# ty‸\n---\n")) == []
    assert labels(zenn("---\ntitle: 窯の t‸\n---\n")) == []
    assert labels(zenn("---\ntitle: 窯\n---\nty‸")) == []
    assert labels(zenn("---\n\n本文 です‸\n")) == [], "a line, not an opening mark"
