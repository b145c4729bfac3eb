"""The schema.org table says what schema.org says, and is fresh."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from seolint_rules.data.schema_org import Vocabulary, vocabulary

ROOT = Path(__file__).resolve().parent.parent
RELEASE = (
    Path(os.environ.get("SEOLINT_SHARED", ROOT.parent / "shared")) / "data/schemaorg/schemaorg-current-https.jsonld"
)
SCRIPT = ROOT / "scripts" / "build_schema_org.py"
with_release = pytest.mark.skipif(
    not RELEASE.is_file(), reason="the schema.org release is not here: set SEOLINT_SHARED to the folder that holds it"
)


@pytest.fixture
def schema() -> Vocabulary:
    return vocabulary()


def test_version(schema: Vocabulary) -> None:
    assert schema.version == "30.0"


def test_types(schema: Vocabulary) -> None:
    assert schema.is_type("BlogPosting")
    assert schema.is_type("ItemAvailability")
    assert schema.is_type("3DModel")
    assert not schema.is_type("HowtoStep")
    assert not schema.is_type("headline")
    assert not schema.is_type("Invoice "), "names are exact"


@pytest.mark.parametrize(
    "name",
    [
        "Text",
        "URL",
        "CssSelectorType",
        "XPathType",
        "PronounceableText",
        "Number",
        "Integer",
        "Float",
        "Boolean",
        "Date",
        "DateTime",
        "Time",
        "Duration",
    ],
)
def test_data_types(schema: Vocabulary, name: str) -> None:
    assert schema.is_type(name)
    assert schema.is_data_type(name)


@pytest.mark.parametrize("name", ["Thing", "Person", "ItemAvailability", "QuantitativeValue", "Nothing", ""])
def test_no_data_types(schema: Vocabulary, name: str) -> None:
    assert not schema.is_data_type(name)


def test_ancestors(schema: Vocabulary) -> None:
    posting = {"BlogPosting", "SocialMediaPosting", "Article", "CreativeWork", "Thing"}
    assert schema.ancestors("BlogPosting") == posting
    assert {"Place", "Organization", "Thing"} < schema.ancestors("LocalBusiness"), "both parents"
    assert schema.ancestors("Nothing") == frozenset()
    assert schema.is_a("BlogPosting", "Article")
    assert schema.is_a("Article", "Article")
    assert not schema.is_a("Article", "BlogPosting")
    assert not schema.is_a("Nothing", "Nothing")


def test_properties(schema: Vocabulary) -> None:
    assert schema.has_property(["BlogPosting"], "headline"), "inherited from CreativeWork"
    assert schema.has_property(["BlogPosting"], "name"), "inherited from Thing"
    assert not schema.has_property(["Person"], "headline")
    assert schema.has_property(["Person", "Article"], "headline"), "any of the types"
    assert not schema.has_property(["BlogPosting"], "autor")
    assert not schema.has_property([], "name")
    assert not schema.has_property(["Nothing"], "name")
    assert schema.has_property(["Event"], "interactionCount"), "schema.org gives it no domain"


def test_ranges(schema: Vocabulary) -> None:
    assert schema.ranges("author") == ("Organization", "Person")
    assert schema.ranges("headline") == ("Text",)
    assert schema.ranges("availability") == ("ItemAvailability",)
    assert schema.ranges("autor") == ()


def test_enumerations(schema: Vocabulary) -> None:
    assert {"InStock", "OutOfStock", "PreOrder"} < schema.enumeration_members("ItemAvailability")
    assert "Monday" not in schema.enumeration_members("ItemAvailability")
    assert schema.is_member("InStock")
    assert not schema.is_member("ItemAvailability")
    assert "EventCancelled" in schema.enumeration_members("StatusEnumeration"), "a member of an enumeration below"
    assert schema.enumeration_members("Person") == frozenset()
    assert schema.enumeration_members("Boolean") == frozenset()


@pytest.mark.parametrize("name", ["Enumeration", "QualitativeValue", "BusinessFunction", "WarrantyScope"])
def test_open_enumerations(schema: Vocabulary, name: str) -> None:
    assert schema.is_a(name, "Enumeration")
    assert schema.enumeration_members(name) == frozenset()


def test_superseded(schema: Vocabulary) -> None:
    assert schema.superseded_by("ingredients") == "recipeIngredient"
    assert schema.superseded_by("UserComments") == "InteractionCounter"
    assert schema.superseded_by("recipeIngredient") is None


def test_withdrawn_terms_are_known_as_such(schema: Vocabulary) -> None:
    assert schema.is_property("variablesMeasured")
    assert schema.is_withdrawn("variablesMeasured")
    assert schema.superseded_by("variablesMeasured") == "variableMeasured"
    assert schema.is_withdrawn("ProductReturnPolicy")
    assert schema.is_pending("CssSelectorType")
    assert not schema.is_withdrawn("BlogPosting")
    assert schema.closest_type("StupidTyp") is None


def test_sections(schema: Vocabulary) -> None:
    assert schema.section("BlogPosting") == ""
    assert schema.section("CssSelectorType") == "pending"
    assert schema.section("Patient") == "health-lifesci"
    assert schema.section("supersededBy") == "meta"
    assert schema.section("Monday") == ""
    assert schema.section("Nothing") == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("HowtoStep", "HowToStep"),
        ("blogposting", "BlogPosting"),
        ("Organisation", "Organization"),
        ("LocalBuisness", "LocalBusiness"),
        ("NewsArticles", "NewsArticle"),
        ("UserComment", None),
        ("Zebra", None),
        ("記事", None),
        ("", None),
    ],
)
def test_closest_type(schema: Vocabulary, written: str, meant: str | None) -> None:
    assert schema.closest_type(written) == meant


@pytest.mark.parametrize(
    ("written", "types", "meant"),
    [
        ("autor", ["BlogPosting"], "author"),
        ("Author", ["BlogPosting"], "author"),
        ("datePublised", ["Article"], "datePublished"),
        ("publishedDate", ["Article"], "datePublished"),
        ("publishDate", ["Article"], "datePublished"),
        ("mainEntityofPage", ["Article"], "mainEntityOfPage"),
        ("recipeIngrediant", ["Article"], None),
        ("colour", ["Product"], "color"),
        ("isbn", ["Article"], None),
        ("zebra", ["Article"], None),
        ("", ["Article"], None),
    ],
)
def test_closest_property(schema: Vocabulary, written: str, types: list[str], meant: str | None) -> None:
    assert schema.closest_property(written, types) == meant


def test_closest_property_prefers_those_of_the_types(schema: Vocabulary) -> None:
    assert schema.closest_property("addres", ["Person"]) == "address"
    assert schema.closest_property("fuonder", ["Organization"]) is None, "founder or funder"
    assert schema.closest_property("priceCurency", ["Offer"]) == "priceCurrency"
    assert schema.closest_property("reviewRatin", ["Review"]) == "reviewRating"


@with_release
def test_agrees_with_the_release(schema: Vocabulary) -> None:
    terms = [each for each in json.loads(RELEASE.read_bytes())["@graph"] if each["@id"].startswith("schema:")]
    types = {each["@id"][7:] for each in terms if "rdfs:Class" in each["@type"]}
    properties = {each["@id"][7:] for each in terms if each["@type"] == "rdf:Property"}
    members = {each["@id"][7:] for each in terms} - types - properties
    assert len(types) > 900
    assert all(map(schema.is_type, types))
    assert all(map(schema.is_property, properties))
    assert all(map(schema.is_member, members))
    assert not any(map(schema.is_type, properties | members))
    assert all(schema.is_a(each, "Thing") != schema.is_data_type(each) for each in types), "one root or the other"
    for each in terms:
        if replacement := each.get("schema:supersededBy"):
            assert schema.superseded_by(each["@id"][7:]) == replacement["@id"][7:]


@with_release
def test_fresh() -> None:
    done = subprocess.run([sys.executable, SCRIPT, RELEASE, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@with_release
def test_check_notices_a_stale_file() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, RELEASE, "--check", "--version", "0"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "schema_org.json is stale" in done.stderr


CORE = {"rdfs:subClassOf": {"@id": "schema:Thing"}, "@type": "rdfs:Class"}


def test_update_takes_the_newest_release_and_says_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "data/releases/31.0"
    folder.mkdir(parents=True)
    (tmp_path / "versions.json").write_text('{"schemaversion": "31.0"}', encoding="utf-8")
    new = {"@id": "schema:Tatami", **CORE}
    old = {"@id": "schema:Thing", "@type": "rdfs:Class", "schema:supersededBy": {"@id": "schema:Tatami"}}
    release = {"@graph": [new, old, {"@id": "gs1:Stub", "@type": "rdfs:Class"}]}
    (folder / "schemaorg-current-https.jsonld").write_text(json.dumps(release), encoding="utf-8")
    table = tmp_path / "table.json"
    table.write_text('{"types": {"Gone": "", "Thing": ""}, "properties": {}, "members": {}, "superseded": {}}', encoding="utf-8")
    main = runpy.run_path(str(SCRIPT))["main"]
    main.__globals__["TABLE"] = table
    assert main(["update", "--releases", tmp_path.as_uri()]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "schema.org 31.0"
    assert {"+ types: Tatami", "- types: Gone", "> Thing: Tatami", "+ properties: variablesMeasured"} <= set(said)
    written = json.loads(table.read_text(encoding="utf-8"))
    assert written["version"] == "31.0"
    assert written["types"]["Tatami"] == "Thing"
    assert "Stub" not in written["types"]


def test_the_table_is_read_only_for_structured_data() -> None:
    code = (
        "import sys\n"
        "from seolint.engine.lint import lint_texts\n"
        "from seolint.registry import installed\n"
        "from seolint.site import Site\n"
        "from seolint_rules.data.schema_org import vocabulary\n"
        "rules = [rule.load()() for name, rule in installed().items() if name.startswith('schema-')]\n"
        "for text in ('# 食パン\\n\\n窯で焼きます。\\n', '<script type=\"application/ld+json\">{\"@context\":"
        "\"https://schema.org\",\"@type\":\"Person\"}</script>\\n'):\n"
        "    lint_texts({'a.md': text}, rules, Site())\n"
        "    print(vocabulary.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "1"]


def test_licence_is_whole() -> None:
    text = (ROOT / "rules/seolint_rules/data/schema_org.LICENSE.txt").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
