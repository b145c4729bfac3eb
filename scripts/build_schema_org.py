"""Pack a schema.org release into the table that the structured-data rules read.

Usage: python scripts/build_schema_org.py RELEASE.jsonld [--version 30.0] [--check]
       python scripts/build_schema_org.py update [--version 31.0] [--releases URL]

RELEASE is `schemaorg-current-https.jsonld` of https://github.com/schemaorg/schemaorg/releases (Apache-2.0: see
schema_org.LICENSE.txt beside the table). The table is written to rules/seolint_rules/data/schema_org.json, one term a
line, so that a new release reads as a diff. `--check` writes nothing and fails when the written file is stale.
`update` downloads the newest release, or the one that is named, writes the table and says which terms came, went and
were replaced. What schema.org withdrew (its section `attic`) is in no current release: those terms are kept in
schema_org_attic.jsonld beside this script, in the form of a release.

Shape of the table (names without `schema:`, lists separated by a space, an empty end left out; the core has no
section, the others are pending, attic, health-lifesci, auto, bib, meta):
  version     the release
  types       type -> "parents|section"
  properties  property -> "domains|ranges|section"
  members     enumeration member -> "enumerations|section"
  superseded  term -> the term that replaces it
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias
from urllib.request import urlopen

TABLE = Path(__file__).resolve().parent.parent / "rules" / "seolint_rules" / "data" / "schema_org.json"
ATTIC = Path(__file__).with_name("schema_org_attic.jsonld")
RELEASES = "https://raw.githubusercontent.com/schemaorg/schemaorg/main"
"""Where `versions.json` tells the newest release, and `data/releases/30.0/` holds one."""
VERSION = "30.0"
PREFIX = "schema:"

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | None"
Term: TypeAlias = Mapping[str, Json]


def references(value: Json) -> Iterator[str]:
    """The identifiers in a JSON-LD value: a string, an object with `@id`, or a list of these."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from references(value.get("@id"))
    elif value is not None:
        for part in value:
            yield from references(part)


def names(value: Json) -> list[str]:
    """The schema.org names in a JSON-LD value, sorted; what belongs to other vocabularies is left out."""
    return sorted(each.removeprefix(PREFIX) for each in references(value) if each.startswith(PREFIX))


def section(term: Term) -> str:
    """The section that a term belongs to (`https://pending.schema.org` is `pending`), empty for the core."""
    for each in references(term.get("schema:isPartOf")):
        return each.removeprefix("https://").removesuffix(".schema.org")
    return ""


def row(*fields: list[str] | str) -> str:
    """One term's value: its fields joined by `|`, a list's names by a space."""
    return "|".join(each if isinstance(each, str) else " ".join(each) for each in fields).rstrip("|")


def pack(graph: list[Term], version: str) -> dict[str, object]:
    """The table of a release's `@graph`, every mapping sorted by name."""
    types: dict[str, str] = {}
    properties: dict[str, str] = {}
    members: dict[str, str] = {}
    superseded: dict[str, str] = {}
    for term in sorted(graph, key=lambda each: str(each["@id"])):
        identifier = str(term["@id"])
        if not identifier.startswith(PREFIX):
            continue  # a stub of another vocabulary, there only to be mapped
        name = identifier.removeprefix(PREFIX)
        kinds = set(references(term["@type"]))
        part = section(term)
        if "rdfs:Class" in kinds:
            parents = names(term.get("rdfs:subClassOf"))
            types[name] = row(parents + ["DataType"] * ("schema:DataType" in kinds), part)
        elif "rdf:Property" in kinds:
            properties[name] = row(
                names(term.get("schema:domainIncludes")), names(term.get("schema:rangeIncludes")), part
            )
        else:
            members[name] = row(names(term["@type"]), part)
        for replacement in names(term.get("schema:supersededBy")):
            superseded[name] = replacement
    return {
        "version": version,
        "types": types,
        "properties": properties,
        "members": members,
        "superseded": superseded,
    }


def render(release: bytes, version: str) -> str:
    """The text of the table for a release."""
    graph = json.loads(release)["@graph"]
    named = {term["@id"] for term in graph}
    graph += [term for term in json.loads(ATTIC.read_bytes())["@graph"] if term["@id"] not in named]
    return json.dumps(pack(graph, version), ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"


def download(releases: str, version: str | None) -> tuple[bytes, str]:
    """The release `version`, the newest without one, and its version."""
    with urlopen(f"{releases}/versions.json") as answer:
        version = version or str(json.load(answer)["schemaversion"])
    with urlopen(f"{releases}/data/releases/{version}/schemaorg-current-https.jsonld") as answer:
        return answer.read(), version


def changes(old: str, new: str) -> Iterator[str]:
    """What differs between two tables, a line each: terms that came, that went, and that another replaces now."""
    before, after = json.loads(old), json.loads(new)
    for kind in ("types", "properties", "members"):
        for sign, one, other in (("+", after, before), ("-", before, after)):
            gone = sorted(one[kind].keys() - other[kind].keys())
            yield from (f"{sign} {kind}: {name}" for name in gone)
    for name, replacement in after["superseded"].items():
        if before["superseded"].get(name) != replacement:
            yield f"> {name}: {replacement}"


def main(arguments: list[str] | None = None) -> int:
    """Write the table, or with `--check` say whether it is fresh; the exit code is 0 when all is well."""
    parser = argparse.ArgumentParser(description="Pack a schema.org release for the structured-data rules.")
    parser.add_argument("release", help="schemaorg-current-https.jsonld, or `update` to download it")
    parser.add_argument("--version", help="the release's version, which the file does not hold")
    parser.add_argument("--releases", default=RELEASES, help="where to download from")
    parser.add_argument("--check", action="store_true", help="fail when the written file is stale; write nothing")
    chosen = parser.parse_args(arguments)
    if chosen.release == "update":
        release, version = download(chosen.releases, chosen.version)
    else:
        release, version = Path(chosen.release).read_bytes(), chosen.version or VERSION
    wanted, written = render(release, version), TABLE.read_text(encoding="utf-8") if TABLE.is_file() else ""
    if chosen.check and written != wanted:
        print(f"{TABLE.name} is stale: run scripts/build_schema_org.py {chosen.release}", file=sys.stderr)
        return 1
    if not chosen.check:
        TABLE.write_text(wanted, encoding="utf-8")
    if chosen.release == "update":
        print("\n".join([f"schema.org {version}", *(changes(written, wanted) if written else ())]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
