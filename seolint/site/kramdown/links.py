"""kramdown's links, images and HTML elements in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seolint.site.kramdown import patterns as p

if TYPE_CHECKING:
    from seolint.site.kramdown.spans import Reader


def read_link(reader: Reader) -> bool:
    """Read the link or image that begins here, or its mark as text."""
    found = p.LINK.match(reader.text, reader.here)
    assert found is not None
    mark, start = found[0], reader.here
    reader.here = found.end()
    kind = "img" if mark[0] == "!" else "a"
    if kind == "a" and ("img" in reader.kinds or "a" in reader.kinds):
        reader.add(mark)
        return True
    outer = reader.inner()
    count = 1

    def accept(stop: re.Match[str]) -> bool:
        nonlocal count
        count += -1 if stop[1] else 1
        return count - sum(name == "img" for name, _ in reader.tree) == 0

    closed = reader.spans(kind, p.BRACKET, accept)
    inside, reader.tree = "".join(text for _, text in reader.tree), outer
    label = reader.text[start + len(mark) : reader.here]
    if closed:
        reader.here += 1
    if closed and _target(reader, label):
        reader.tree.append((kind, "" if kind == "img" else inside))
    else:
        reader.here = start + len(mark)
        reader.add(mark)
    return True


def _target(reader: Reader, label: str) -> bool:
    """Read what follows the brackets of a link; whether it is one."""
    text = reader.text
    named = p.LABEL.match(text, reader.here)
    if named is not None or not text.startswith("(", reader.here):
        if named is not None:
            reader.here = named.end()
        name = (named[1] if named is not None else None) or p.ESCAPED.sub(r"\1", label)
        return reader.options.label(re.sub(rf"{p.SPACE}+", " ", name).lower())
    angled = p.ANGLED.match(text, reader.here)
    if angled is not None:
        reader.here = angled.end()
        if text.startswith(")", reader.here):
            reader.here += 1
            return True
    else:
        depth = 0
        while (stop := p.PARENTHESIS.search(text, reader.here)) is not None:
            reader.here = stop.end()
            if stop[2]:
                depth -= 1
                if depth == 0:
                    break
            elif stop[1]:
                depth += 1
            else:
                break
        if depth == 0:
            return True
    titled = p.LINK_TITLE.match(text, reader.here)
    if titled is not None:
        reader.here = titled.end()
    return titled is not None


def read_html(reader: Reader) -> bool:
    """Read the comment, tag or element that begins here, or its mark as text."""
    text = reader.text
    for plain, kind in ((p.COMMENT, "comment"), (p.END_TAG, "")):
        found = plain.match(text, reader.here)
        if found is not None:
            reader.here = found.end()
            if kind:
                reader.tree.append((kind, ""))
            else:
                reader.add(found[0])
            return True
    tag = p.TAG.match(text, reader.here)
    if tag is None:
        reader.add(text[reader.here])
        reader.here += 1
        return True
    reader.here = tag.end()
    name = tag["name"].lower()
    if name in p.BLOCKS:
        reader.add(tag[0])
        return True
    inside = ""
    if not tag["closed"] and name not in p.WITHOUT_BODY:
        outer = reader.inner()
        stop = re.compile(rf"</{re.escape(tag['name'])}\s*>", re.IGNORECASE)
        if reader.spans("html", stop, html_only=name in p.RAW):
            reader.here = stop.match(text, reader.here).end()  # type: ignore[union-attr]
        else:
            reader.add(text[reader.here :])
            reader.here = len(text)
        inside, reader.tree = "".join(text for _, text in reader.tree), outer
    reader.tree.append(("html", inside))
    return True
