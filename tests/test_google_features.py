"""Google's table: its words exist in schema.org, and Google's own samples meet what it requires."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from seolint.document import Document
from seolint.registry import find_rich_results
from seolint.site import Site
from seolint_rules.data.google_features import (
    Applied,
    Missing,
    Requirement,
    Step,
    features,
    google,
    missing,
    requirements,
    retired,
)
from seolint_rules.data.google_limits import Look
from seolint_rules.data.schema_org import vocabulary

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "data/examples"
SAMPLES = sorted((EXAMPLES / "google-docs").glob("*.json"))

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
Thing: TypeAlias = dict[str, Json]

NOT_IN_SCHEMA_ORG = {"mathExpression-input", "xPath", "menu", "servesCuisine", "isbn"}
"""Properties that Google names and schema.org does not give these types: see each feature's page."""


def listed(value: Json | None) -> Sequence[Json]:
    """A value as a list, as JSON-LD reads it."""
    return value if isinstance(value, list) else [] if value is None else [value]


def types(thing: Mapping[str, Json]) -> tuple[str, ...]:
    """The types of an item."""
    return tuple(str(each).rsplit("/", 1)[-1] for each in listed(thing.get("@type")))


def look_into(thing: Mapping[str, Json]) -> Look:
    """The accessor that the table asks for, over plain JSON."""

    def look(path: str) -> Sequence[str]:
        values: list[Json] = [thing]
        for name in path.split("."):
            values = [inner for each in values if isinstance(each, Mapping) for inner in listed(each.get(name))]
        return [str(each) if not isinstance(each, Mapping) else "" for each in values]

    return look


def walk(
    value: Json, parents: tuple[Step, ...] = (), last: bool = True
) -> Iterator[tuple[Mapping[str, Json], tuple[Step, ...], bool]]:
    """Every item in a JSON-LD value, with what it is nested in and whether it ends its list."""
    if isinstance(value, list):
        for each in value:
            yield from walk(each, parents, each is value[-1])
    elif isinstance(value, Mapping):
        if "@graph" in value:
            yield from walk(value["@graph"])
        if "@type" in value and not ("@id" in value and set(value) <= {"@id", "@type"}):
            yield value, parents, last  # what has an @id and nothing else refers to an item elsewhere
        for name, inner in value.items():
            if not name.startswith("@"):
                yield from walk(inner, (*parents, Step(types(value), name)))


def judge(document: Json) -> Iterator[tuple[Mapping[str, Json], Applied, Missing]]:
    """What every item of a document lacks."""
    for thing, parents, last in walk(document):
        look = look_into(thing)
        for applied in requirements(types(thing), parents, look):
            yield thing, applied, missing(applied.requirement, look, last)


def lacking(document: Json) -> list[str]:
    """What Google requires and a document lacks, as `feature: what`."""
    found: list[str] = []
    for _, applied, lack in judge(document):
        words = [*lack.required, *(" | ".join(group) for group in lack.any_of), *(name for name, _ in lack.too_few)]
        found += [f"{applied.feature.id}: {word}" for word in words]
    return found


def names(*types_: str, parents: tuple[Step, ...] = ()) -> set[str]:
    """The features that apply."""
    return {each.feature.id for each in requirements(types_, parents)}


def broken() -> set[str]:
    """The samples whose JSON is broken on Google's own page."""
    known = json.loads((EXAMPLES / "known-invalid.json").read_text(encoding="utf-8"))["google-docs"]
    return {name for name, reasons in known.items() if any(each.startswith("json:") for each in reasons)}


@pytest.mark.skipif(
    not SAMPLES, reason="Google's samples are not here: set SEOLINT_SHARED to the folder that holds them"
)
def test_googles_samples_lack_nothing() -> None:
    found: dict[str, list[str]] = {}
    asked: set[str] = set()
    for path in SAMPLES:
        if path.name in broken():
            continue
        document = json.loads(path.read_text(encoding="utf-8"))
        asked |= {applied.feature.id for _, applied, _ in judge(document)}
        if lack := lacking(document):
            found[path.name] = lack
    assert found == {}
    idle = {each.id for each in features() if each.status != "retired"} - asked
    assert idle == {"book-actions", "loyalty-program", "shipping-policy"}, "no sample, or only broken ones"


CALLED = {"course": "course-list", "employer-rating": "employer-aggregate-rating", "factcheck": "fact-check",
          "image-license-metadata": "image-license", "intro-structured-data": "recipe", "math-solvers": "math-solver"}  # fmt: skip
"""What a page of samples is called, where the feature is called otherwise."""
OTHERWISE = {
    "carousel-0": "lists of URLs, and the pages that they lead to",
    "movie-01": "a list of URLs",
    "recipe-03": "a list of URLs",
    "recipe-04": "a list of URLs",
    "merchant-listing-01": "nothing in it says that the page sells",
    "merchant-listing-02": "nothing in it says that the page sells",
}


@pytest.mark.parametrize("path", [each for each in SAMPLES if each.name not in broken()], ids=lambda path: path.stem)
def test_googles_samples_are_eligible_for_what_they_show(path: Path) -> None:
    document = Document("a.html", f'<script type="application/ld+json">{path.read_text(encoding="utf-8")}</script>\n', Site())
    found = {each.name: each.state for each in find_rich_results(document)}
    assert "lacking" not in found.values()
    assert "unclear" not in found.values()
    name = path.stem.rpartition("-")[0]
    if not path.stem.startswith(tuple(OTHERWISE)):
        assert CALLED.get(name, name) in found


def test_words_are_of_schema_org() -> None:
    schema = vocabulary()
    for feature in features():
        for each in feature.objects:
            assert all(map(schema.is_type, (*each.types, *each.but_not, *each.together))), (feature.id, each)
            groups = (*each.any_of, *each.recommended_any_of)
            paths = {*each.required, *each.unless_last, *each.at_least, *each.recommended, *each.if_applicable}
            for path in paths.union(*groups) - NOT_IN_SCHEMA_ORG:
                name = path.split(".")[0].removesuffix("-input")
                assert schema.has_property(each.types, name), (feature.id, each.types, path)
            for place in {*each.within, *each.not_within} - {"", "*"}:
                holders, name, *_ = place.split(".")
                assert schema.has_property(holders.split("|"), name), place
                assert all(map(schema.is_type, holders.split("|"))), place


RAW = EXAMPLES.parent / "google-requirements.json"
ELSEWHERE = {
    "book-actions": {"@context", "@id", "@type", "dataFeedElement"},  # what makes it a feed of books
    "carousel": {"item"},  # or the URL alone
    "carousels-beta": {"item"},  # what makes it a candidate
    "course-list": {"itemListElement", "position", "url"},  # asked by carousel
    "education-qa": {"eduQuestionType"},  # what makes it a candidate
    "local-business": {"image"},  # asked by carousel
    "merchant-listing": {"priceSpecification", "applicableCountry", "returnPolicyCategory"},  # or price; asked by return-policy
    "recipe": {"position", "url"},  # asked by carousel
    "return-policy": {"returnPolicySeasonalOverride"},  # where there is a season
    "video": {"publication", "potentialAction"},  # where it is live, or has key moments
}
"""What Google's pages call required and the table does not, in that place."""


def words(names: Sequence[str]) -> Iterator[str]:
    """The properties named, without the prose around them."""
    for name in names:
        if " " not in name:
            yield name.rpartition(".")[2]


@pytest.mark.skipif(not RAW.is_file(), reason="Google's requirements are not here")
def test_all_that_google_names_is_in_the_table() -> None:
    raw = json.loads(RAW.read_text(encoding="utf-8"))
    table_ = {each.id: each for each in features()}
    named = {path.rpartition(".")[2] for feature in features() for each in feature.objects for path in _paths(each)}
    amenities = {name for each in raw["features"] if each["id"] == "vacation-rental" for o in each["objects"]
                 for name in o["props"] if "." not in name}  # fmt: skip
    for feature in raw["features"]:
        own = {path.rpartition(".")[2] for each in table_[feature["id"]].objects for path in _asked(each)}
        for each in feature["objects"]:
            asked = set(words([name if isinstance(name, str) else name["name"] for name in each["required"]]))
            assert asked - own <= ELSEWHERE.get(feature["id"], set()), feature["id"]
            advised = set(words([name if isinstance(name, str) else name["name"] for name in each["recommended"]]))
            capitals = {name for name in advised if name[:1].isupper()}  # values, not properties
            unknown = advised - named - capitals - {"@type", "cssSelector", "calories", "contentReferenceTime"}
            assert unknown <= (amenities if feature["id"] == "vacation-rental" else set()), feature["id"]
    gone = {each["id"] for each in raw["retired"]} - {each.id for each in features() if each.status == "retired"}
    assert gone == {"claim-review", "data-vocabulary", "dataset-in-search"}, "limited, or no type of schema.org"
    assert [each.host for each in google().vanished] == ["data-vocabulary.org"]


def _asked(each: Requirement) -> Iterator[str]:
    yield from (*each.required, *each.unless_last, *(path for group in each.any_of for path in group))
    yield from (name for condition in each.conditions for name in condition.required)


def _paths(each: Requirement) -> Iterator[str]:
    yield from (*_asked(each), *each.recommended, *each.if_applicable)
    yield from (path for group in each.recommended_any_of for path in group)
    yield from (name for condition in each.conditions for name in condition.recommended)


def test_no_property_is_asked_twice() -> None:
    for feature in features():
        for each in feature.objects:
            asked = [*each.required, *each.unless_last, *each.recommended]
            assert len(asked) == len(set(asked)), (feature.id, each)
            assert not set(asked) & set(each.if_applicable), (feature.id, each)


def test_retirements_are_dated() -> None:
    assert len({each.id for each in features()}) == len(features())
    for each in features():
        assert (each.status == "retired") == (each.retired_on is not None), each.id
        assert each.page.startswith("https://developers.google.com/search/"), each.id
        assert each.title_en, each.id
        assert each.title_ja, each.id
    assert google().seen >= date(2026, 7, 7)


def test_article_requires_nothing() -> None:
    assert names("BlogPosting") == {"article"}
    assert lacking({"@type": "BlogPosting"}) == []
    [(_, _, lack)] = judge({"@type": "BlogPosting", "headline": "題"})
    assert lack.recommended == ("image", "datePublished", "dateModified", "author")


def test_nested_items_are_not_main_items() -> None:
    article = Step(("BlogPosting",), "publisher")
    assert names("Organization") == {"organization"}
    assert names("Organization", parents=(article,)) == set()
    assert names("Product", parents=(Step(("Offer",), "itemOffered"),)) == set()
    assert names("ImageObject", parents=(Step(("Article",), "image"),)) == set()
    assert names("Event", parents=(Step(("Person",), "performerIn"),)) == set()


def test_a_main_entity_is_a_main_item() -> None:
    page = Step(("WebPage",), "mainEntity")
    assert names("Recipe", parents=(page,)) == {"recipe"}
    assert names("Recipe", parents=(Step(("Article",), "mentions"), page)) == set(), "the page itself is nested"
    assert lacking({"@type": "ItemPage", "mainEntity": {"@type": "Movie", "name": "羅生門"}}) == ["movie: image"]


def test_subtypes_count() -> None:
    assert names("Restaurant") == {"local-business"}
    assert "organization" not in names("Restaurant"), "judged as what it is"
    assert names("ProductGroup") == {"product-variants"}
    assert names("Product", "ProductGroup") == {"product-snippet", "product-variants"}
    assert names("VideoGame") == set()
    assert names("VideoGame", "MobileApplication") == {"software-app"}
    assert names("BlogPosting") == {"article"}, "schema.org calls it a SocialMediaPosting, Google no forum"
    assert names("CourseInstance") == set(), "an Event to schema.org"
    assert names("Car") == set(), "Google does not take a Car for a Product …"
    assert names("Car", "Product") == {"product-snippet"}, "… unless it says so"
    assert names("ReviewNewsArticle") == {"article"}
    assert names("VacationRental") == {"vacation-rental"}
    assert names("Nothing") == set()
    assert names() == set()


def test_recipe() -> None:
    step: Thing = {"@type": "HowToStep", "name": "混ぜる"}
    recipe: Thing = {"@type": "Recipe", "name": "粥", "recipeInstructions": [step]}
    assert lacking(recipe) == ["recipe: image", "recipe: text | itemListElement"]
    step["text"] = "米と水を混ぜる。"
    recipe["image"] = "https://kayu.jp/1.jpg"
    assert lacking(recipe) == []
    assert lacking(recipe | {"nutrition": {"calories": "200 kcal"}}) == ["recipe: recipeYield"]
    assert lacking(recipe | {"aggregateRating": {"@type": "AggregateRating", "ratingValue": 4}}) == [
        "review-snippet: ratingCount | reviewCount"
    ]
    assert lacking({"@type": "Article", "recipeInstructions": [{"@type": "HowToStep"}]}) == []


def test_breadcrumb() -> None:
    first: Thing = {"@type": "ListItem", "position": 1, "name": "本"}
    second: Thing = {"@type": "ListItem", "position": 2, "name": "詩"}
    assert lacking({"@type": "BreadcrumbList", "itemListElement": [first, second]}) == ["breadcrumb: item"]
    first["item"] = {"@id": "https://hon.jp/books", "name": "本"}
    del first["name"]
    assert lacking({"@type": "BreadcrumbList", "itemListElement": [first, second]}) == []
    first["item"] = "https://hon.jp/books"
    assert lacking({"@type": "BreadcrumbList", "itemListElement": [first, second]}) == ["breadcrumb: name | item.name"]
    assert lacking({"@type": "BreadcrumbList", "itemListElement": [second]}) == ["breadcrumb: itemListElement"]
    assert lacking({"@type": "BreadcrumbList"}) == ["breadcrumb: itemListElement"]


def test_product() -> None:
    product: Thing = {"@type": "Product", "name": "包丁"}
    assert lacking(product) == ["product-snippet: review | aggregateRating | offers"]
    offer: Thing = {"@type": "Offer", "priceCurrency": "JPY"}
    assert lacking(product | {"offers": offer}) == ["product-snippet: price | priceSpecification.price"]
    offer["priceSpecification"] = {"@type": "UnitPriceSpecification", "price": 900}
    assert lacking(product | {"offers": offer}) == []
    assert lacking(product | {"offers": {"@type": "AggregateOffer", "lowPrice": 9}}) == [
        "product-snippet: priceCurrency"
    ]
    offer["hasMerchantReturnPolicy"] = {"@id": "#returns"}
    assert lacking(product | {"offers": offer}) == ["merchant-listing: image"], "a seller speaks"


def test_review() -> None:
    review: Thing = {"@type": "Review", "author": {"@type": "Person", "name": "花"}}
    assert lacking(review) == ["review-snippet: itemReviewed", "review-snippet: reviewRating"]
    nested: Thing = {"@type": "Product", "name": "包丁", "review": review}
    assert lacking(nested) == ["review-snippet: reviewRating"]
    review["positiveNotes"] = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "name": "軽い"}]}
    assert lacking(nested) == []
    assert lacking({"@type": "Article", "review": review}) == [], "not a type that Google shows reviews of"


def test_job_posting() -> None:
    job: Thing = {"@type": "JobPosting", "title": "編集", "description": "…", "datePosted": "2026-01-05"}
    job["hiringOrganization"] = "出版社"
    assert lacking(job) == ["job-posting: jobLocation | applicantLocationRequirements"]
    place: Thing = {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "京都"}}
    assert lacking(job | {"jobLocation": place}) == ["job-posting: addressCountry"]
    assert lacking(job | {"applicantLocationRequirements": {"@type": "Country", "name": "日本"}}) == []


def test_return_policy() -> None:
    policy: Thing = {"@type": "MerchantReturnPolicy", "applicableCountry": "JP"}
    assert lacking(policy) == ["return-policy: returnPolicyCategory | merchantReturnLink"]
    policy["returnPolicyCategory"] = "https://schema.org/MerchantReturnFiniteReturnWindow"
    assert lacking(policy) == ["return-policy: merchantReturnDays"]
    assert lacking({"@type": "MerchantReturnPolicy", "merchantReturnLink": "https://mise.jp/returns"}) == []


def test_forum() -> None:
    posting: Thing = {"@type": "DiscussionForumPosting", "author": "花", "datePublished": "2026-01-05"}
    assert lacking(posting) == ["discussion-forum: text | image | video"]
    assert lacking(posting | {"url": "https://forum.jp/9"}) == []


def gone(document: Json) -> set[tuple[str, date | None]]:
    """The retired features in a document."""
    return {
        (feature.id, feature.retired_on)
        for thing, parents, _ in walk(document)
        for feature in retired(types(thing), parents, look_into(thing))
    }


def test_retired() -> None:
    question: Thing = {"@type": "Question", "name": "何時？", "acceptedAnswer": {"@type": "Answer", "text": "九時"}}
    faq: Thing = {"@type": "FAQPage", "mainEntity": [question]}
    assert gone(faq) == {("faq", date(2026, 5, 7))}
    assert lacking({"@type": "FAQPage"}) == [], "a retired feature asks nothing"
    assert gone({"@type": "HowTo", "step": []}) == {("howto", date(2023, 9, 13))}
    assert gone({"@type": "Recipe", "recipeInstructions": [{"@type": "HowToStep", "text": "煮る"}]}) == set()
    search: Thing = {"@type": "SearchAction", "target": "https://hon.jp/?q={q}"}
    assert gone({"@type": "WebSite", "potentialAction": search}) == {("sitelinks-searchbox", date(2024, 11, 29))}
    assert gone({"@type": "WebSite"}) == set()
    assert gone({"@type": "Course", "name": "詩"}) == set(), "the course list lives on"
    assert gone({"@type": "VideoObject"}) == set()
    assert gone({"@type": ["VideoObject", "LearningResource"]}) == {("learning-video", date(2025, 9, 9))}
    flashcard: Thing = {"@type": "Question", "eduQuestionType": "Flashcard"}
    assert gone({"@type": "Quiz", "hasPart": [flashcard]}) == set()
    choice: Thing = {"@type": "Question", "eduQuestionType": "Multiple choice"}
    assert gone({"@type": "Quiz", "hasPart": [choice]}) == {("practice-problem", date(2026, 1, 6))}
