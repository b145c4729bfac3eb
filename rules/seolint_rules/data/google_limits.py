"""What Google says of values, beyond what schema.org does: of which list, how long, how many, how precise.

The limits stand with their requirements in google_features.json.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal as OneOf
from typing import NamedTuple, TypeAlias

import msgspec

from seolint import Edit, Fix, Item, Literal, Location, Placed, Text, Thing, fold, pattern
from seolint_rules.data.schema_org import vocabulary

Look: TypeAlias = Callable[[str], Sequence[str]]
"""The values of an item at a dotted path."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MOST_NAMED, _MOST_BEFORE = 8, 200


class Match(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a path has a value, or when `values` are given, one of them (case and `https://schema.org/` aside)."""

    path: str
    values: tuple[str, ...] = ()

    def holds(self, look: Look) -> bool:
        """Whether the item that `look` sees matches."""
        found = look(self.path)
        if not self.values:
            return bool(found)
        wanted = {each.casefold() for each in self.values}
        return any(each.rsplit("/", 1)[-1].casefold() in wanted for each in found)


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A limit of the values at `path`, where `when` holds. One that is not `required` costs no result, only a part of it."""

    path: str
    level: OneOf["required", "recommended"] = "recommended"
    when: Match | None = None
    one_of: tuple[str, ...] = ()
    """The values that are taken; case and `https://schema.org/` aside."""
    names: Mapping[str, str] = {}
    """What authors write for one of them, in lower case."""
    only: str = ""
    """A pattern that the value has, in the words of `due_en` and `due_ja`."""
    never: str = ""
    """A pattern that it has not."""
    due_en: str = ""
    due_ja: str = ""
    shorter_than: int = 0
    longer_than: int = 0
    """Characters."""
    decimals: int = 0
    """The least number of decimal places."""
    least: float | None = None
    above: float | None = None
    between: tuple[str, str] | None = None
    """The paths of the lower and the upper bound, "" for none."""
    default: tuple[float, float] | None = None
    """The bounds that are meant where the item names none."""
    kinds: tuple[str, ...] = ()
    """The types that the thing has one of, or of a type below."""
    thing: str = ""
    """The type of the thing that it is, and not a text; the last name of the path is the property."""
    most: int = 0
    fewest: int = 0
    """How many values there are, with those at the paths `together`, if any."""
    together: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    """The paths whose values it counts; it may be more."""
    not_with: str = ""
    not_like: str = ""
    """Another path: not beside it; not the same text."""
    distinct: bool = False
    alike: bool = False


class Breach(NamedTuple):
    """A value that breaks a limit, and what to do."""

    at: Location
    says: Text
    advice: Text
    fix: Fix | None = None


def breaches(limit: Limit, thing: Thing) -> Iterator[Breach]:
    """What is certain to break the limit: nothing that a template may fill."""
    if limit.when is not None and not limit.when.holds(thing.look):
        return
    if limit.thing:
        yield from _bare(limit, thing)
    elif limit.kinds or limit.alike:
        yield from _types(limit, thing)
    elif limit.most or limit.fewest:
        yield from _number(limit, thing)
    else:
        texts = tuple(_texts(thing, limit.path))
        if limit.one_of and limit.when is not None and any(_taken(each.value, limit) for each in texts):
            return
        for i, text in enumerate(texts):
            yield from (_value(limit, thing, text) if not limit.distinct else _again(limit, text, texts[:i]))


def _value(limit: Limit, thing: Thing, text: Placed[str]) -> Iterator[Breach]:
    value, name = text.value.strip(), limit.path
    due = _due(limit, thing, value)
    if due is not None:
        shown = value if len(value) <= 30 else value[:29] + "…"
        size = bool(limit.shorter_than or limit.longer_than)
        en = f"“{shown}” is not what Google takes for {name}: it wants {due.en}" + f" ({len(value)} here)" * size
        ja = f"{name}の「{shown}」は、Googleの決まりに合いません（{due.ja}{f'、今は{len(value)}字' * size}）"
        meant = limit.names.get(value.casefold(), "")
        write, fix = Text(f"Write {due.en}.", f"{due.ja}にしてください"), None
        if meant:
            write = Text(f"Write “{meant}”.", f"「{meant}」と書いてください")
            fix = Fix(Text(f"write {meant}", f"「{meant}」に直す"), (Edit(text.at, meant),), safe=False)
        elif len(limit.one_of) > 1:
            write = Text("Write one of them.", "そのどれかを書いてください")
        yield Breach(text.at, Text(en, ja), write, fix if all(part.syntax == "json-ld" for part in thing.parts) else None)
    if limit.not_with and thing.look(limit.not_with):
        other = limit.not_with
        en, ja = f"Google takes either {name} or {other}, not both", f"Googleが受け付けるのは{name}か{other}の一方だけです"
        yield Breach(text.at, Text(en, ja), Text("Take one of them out.", "どちらか一方を消してください"))
    if limit.not_like and fold(value) in map(fold, thing.look(limit.not_like)):
        other = limit.not_like
        en, ja = f"The {name} only repeats the {other}", f"{name}が{other}と同じ文です"
        yield Breach(text.at, Text(en, ja), Text("Say more, or take it out.", "内容を書き足すか、消してください"))
    marked = sum(len(thing.values(path)) for path in limit.counts)
    if limit.counts and value.isdecimal() and int(value) < marked:
        en, ja = f"{name} says {value}, but {marked} are marked up here", f"{name}は{value}ですが、ここには{marked}個書かれています"
        yield Breach(text.at, Text(en, ja), Text(f"Write {marked} or more.", f"{marked}以上にしてください"))


def _due(limit: Limit, thing: Thing, value: str) -> Text | None:
    """What the value should have been; None where it is."""
    if limit.one_of:
        names = limit.one_of[:_MOST_NAMED]
        more, several = len(limit.one_of) > len(names), len(names) > 1
        en, ja = "one of " * several + ", ".join(names) + ", …" * more, "、".join(names) + "など" * more + "のどれか" * several
        return None if _taken(value, limit) else Text(en, ja)
    if limit.only or limit.never:
        fits = bool(_pattern(limit.only or limit.never).search(value)) == bool(limit.only)
        return None if fits else Text(limit.due_en, limit.due_ja)
    if limit.shorter_than and len(value) >= limit.shorter_than:
        most = limit.shorter_than - 1
        return Text(f"{most} characters at most", f"{most}字以下")
    if limit.longer_than and len(value) <= limit.longer_than:
        least = limit.longer_than + 1
        return Text(f"{least} characters at least", f"{least}字以上")
    return _figure(limit, thing, value) if _NUMBER.fullmatch(value) and value.isascii() else None


def _figure(limit: Limit, thing: Thing, value: str) -> Text | None:
    places = len(value.partition(".")[2])
    if places < limit.decimals:
        return Text(f"at least {limit.decimals} decimal places", f"小数点以下{limit.decimals}桁以上の数")
    if limit.least is not None and float(value) < limit.least:
        return Text(f"{limit.least:g} or more", f"{limit.least:g}以上の数")
    if limit.above is not None and float(value) <= limit.above:
        return Text(f"more than {limit.above:g}", f"{limit.above:g}より大きい数")
    if limit.between is None:
        return None
    lower, upper = (_bound(limit, thing, i) for i in (0, 1))
    if lower is not None and upper is not None and lower >= upper:
        return None
    if lower is not None and float(value) < lower:
        return Text(f"{lower:g} or more", f"{lower:g}以上の数")
    return None if upper is None or float(value) <= upper else Text(f"{upper:g} at most", f"{upper:g}以下の数")


def _bound(limit: Limit, thing: Thing, side: int) -> float | None:
    """The number at the path of a bound, else what is meant without one; None where it is not known."""
    path = limit.between[side] if limit.between is not None else ""
    found = thing.look(path) if path else ()
    if not found:
        return limit.default[side] if limit.default is not None else None
    return float(found[0]) if _NUMBER.fullmatch(found[0]) and found[0].isascii() else None


def _again(limit: Limit, text: Placed[str], before: Sequence[Placed[str]]) -> Iterator[Breach]:
    if any(text.value == each.value for each in before[-_MOST_BEFORE:]):
        en = f"Google wants every {limit.path} to differ; “{text.value}” was there before"
        ja = f"{limit.path}には互いに違う値が必要ですが、「{text.value}」は前にもあります"
        yield Breach(text.at, Text(en, ja), Text("Write another.", "重ならない値にしてください"))


def _types(limit: Limit, thing: Thing) -> Iterator[Breach]:
    types = thing.look(limit.path)
    held = [each for each in thing.values(limit.path.removesuffix(".@type")) if isinstance(each, Item) and any(each.terms)]
    if not held or not types:
        return
    if limit.alike and len(set(types)) > 1 and len(types) == len(held):
        odd = next(each for each in held if each.terms != held[0].terms)
        kinds = tuple(dict.fromkeys(types))
        en = f"The list holds {', '.join(kinds)}; Google wants one type"
        ja = f"リストに{'、'.join(kinds)}が混ざっています。Googleは1つの種類だけを受け付けます"
        yield Breach(odd.name_at, Text(en, ja), Text("Make a list of each.", "種類ごとにリストを分けてください"))
    if limit.kinds and not any(vocabulary().is_a(type_, kind) for type_ in types for kind in limit.kinds):
        name, kind = limit.path.partition(".")[0], types[0]
        en, ja = f"Google shows no result where the {name} is a {kind}", f"{name}が{kind}のものは、Googleの検索結果に表示されません"
        advice = Text("Choose a type that Google takes, if one fits.", "合うものがあれば、Googleが受け付ける種類にしてください")
        yield Breach(held[0].name_at, Text(en, ja), advice)


def _bare(limit: Limit, thing: Thing) -> Iterator[Breach]:
    """The first text where a thing is due."""
    name, kind = limit.path, limit.thing
    values = thing.values(name)
    bare = next((value.text for value in values if isinstance(value, Literal) and value.says), None)
    if bare is not None:
        shown = bare.value if len(bare.value) <= 30 else bare.value[:29] + "…"
        en = f"Google reads {name} as a thing with a type, such as {kind}, and makes nothing of “{shown}” alone"
        ja = f"Googleは{name}を{kind}などの種類を持つものとして読むので、「{shown}」だけでは読めません"
        write = f'{{"@type": "{kind}", …}}'
        yield Breach(bare.at, Text(en, ja), Text(f"Write {write}.", f"{write} の形で書いてください"))


def _number(limit: Limit, thing: Thing) -> Iterator[Breach]:
    values = [value for path in (limit.path, *limit.together) for value in thing.values(path)]
    if any(isinstance(value, Literal) and value.unknown for value in values):
        return
    count, names = len(values), (limit.path, *limit.together)
    if limit.most and count > limit.most:
        en = f"Google takes {limit.most} {limit.path} at most (here: {count})"
        ja = f"Googleが受け付ける{limit.path}は{limit.most}個までです（今は{count}個）"
        yield Breach(values[limit.most].at, Text(en, ja), Text("Take the others out.", "ほかは消してください"))
    if 0 < count < limit.fewest:
        en = f"Google wants {limit.fewest} of {' and '.join(names)} at least (here: {count})"
        ja = f"{'と'.join(names)}は、合わせて{limit.fewest}個以上必要です（今は{count}個）"
        yield Breach(values[0].at, Text(en, ja), Text("Add what is there to say.", "書けるものを足してください"))


def _texts(thing: Thing, path: str) -> Iterator[Placed[str]]:
    """The known texts at a path, the URL of a reference included."""
    for value in thing.values(path):
        if isinstance(value, Literal):
            if value.says:
                yield value.text
        elif not isinstance(value, Item):
            yield value.id


def _taken(value: str, limit: Limit) -> bool:
    return value.strip().rsplit("/", 1)[-1].casefold() in {each.casefold() for each in limit.one_of}


@functools.cache
def _pattern(text: str) -> re.Pattern[str]:
    return pattern(text)
