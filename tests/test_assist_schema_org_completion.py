"""Completion in JSON-LD: types, properties of the type at hand, and enumerated values, however broken the JSON is."""

from __future__ import annotations

from assist_site import chosen, completions, labels

OPEN, CLOSE = '<script type="application/ld+json">\n', "\n</script>\n"


def post(json: str, close: str = CLOSE) -> dict[str, str]:
    return {"a.md": "# 題\n\n" + OPEN + json + close}


def test_properties_of_the_type_what_google_asks_for_first() -> None:
    found = completions(post('{"@context": "https://schema.org", "@type": "Recipe", "‸"}')).items
    names = [each.label for each in found]
    assert names[:2] == ["@id", "@graph"] or names[0].startswith("@")
    first = [each for each in found if each.kind == "property"][:12]
    assert {"image", "recipeIngredient"} <= {each.label for each in first}
    assert all("Googleが求める項目" in each.detail.ja for each in first)
    assert all("Google asks for it" in each.detail.en for each in first)
    assert "isbn" not in names, "of a book"
    assert "ingredients" not in names, "superseded"
    assert "@type" not in names, "it is there"


def test_letters_narrow_the_properties_down() -> None:
    found = labels(post('{"@type": "Article", "headl‸"}'))
    assert found[0] == "headline"


def test_the_type_may_stand_behind_the_cursor() -> None:
    assert labels(post('{"headl‸", "@type": "Article"}'))[0] == "headline"
    assert "recipeYield" not in labels(post('{"recipeYi‸", "author": {"@type": "Recipe"}, "@type": "Article"}'))


def test_a_thing_without_a_type_has_what_its_place_takes() -> None:
    found = labels(post('{"@type": "Article", "author": {"jobT‸"}}'))
    assert found[0] == "jobTitle"


def test_types_are_those_that_the_property_takes() -> None:
    found = labels(post('{"@type": "Article", "author": {"@type": "‸"}}'))
    assert {"Person", "Organization"} <= set(found)
    assert "Recipe" not in found
    assert "Recipe" in labels(post('{"@type": "Reci‸"}'))


def test_types_that_begin_so_come_first_and_then_those_of_posts() -> None:
    assert labels(post('{"@type": "‸"}'))[:3] == ["Article", "BlogPosting", "NewsArticle"]
    assert labels(post('{"@type": "Art‸"}'))[:4] == ["Article", "ArtGallery", "Artery", "NewsArticle"]
    assert labels(post('{"@type": "re‸"}'))[:2] == ["Recipe", "Review"]
    assert labels(post('{"@type": "Article", "author": {"@type": "‸"}}'))[:2] == ["Person", "Organization"]


def test_values_of_an_enumeration() -> None:
    found = labels(post('{"@type": "Offer", "availability": "‸"}'))
    assert "https://schema.org/InStock" in found
    assert chosen(post('{"@type": "Offer", "availability": InSto‸}'), "https://schema.org/InStock") == (
        "# 題\n\n" + OPEN + '{"@type": "Offer", "availability": "https://schema.org/InStock"}' + CLOSE
    )


def test_quotes_and_colons_are_written_where_they_lack() -> None:
    def written(json: str, label: str) -> str:
        return chosen(post(json), label).removeprefix("# 題\n\n" + OPEN).removesuffix(CLOSE)

    assert written('{"@type": "Article", ‸}', "headline") == '{"@type": "Article", "headline": }'
    assert written('{"@type": "Article", "head‸', "headline") == '{"@type": "Article", "headline": '
    assert written('{"@type": "Article", "head‸": "a"}', "headline") == '{"@type": "Article", "headline": "a"}'
    assert written('{"@context": "‸"}', "https://schema.org") == '{"@context": "https://schema.org"}'


def test_broken_json_is_read_as_far_as_it_goes() -> None:
    assert "headline" in labels(post('{"@type": "Article", "name": "a", "author": {"name": "b", },\n "headl‸', close=""))
    assert "headline" in labels(post('{"@type": "Article" "name" "a",,\n "headl‸\n "image": [1, }'))


def test_nothing_behind_the_script_and_between_things() -> None:
    assert labels({"a.md": OPEN + "{}" + CLOSE + '"headl‸"\n'}) == []
    assert labels(post('{"@type": "Article" ‸}')) == []
    assert labels(post("‸")) == []
