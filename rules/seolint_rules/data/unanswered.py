"""What is said of links and images that nothing answers, and the edit that mends one."""

from seolint import Edit, Fix, Index, Lead, Text

OFF = {
    "case": Text("Servers tell capital and small letters apart.", "大文字と小文字の違いだけでも、開けないことがあります"),
    "form": Text("It looks alike, but its letters are composed otherwise.", "見た目は同じでも、濁点などの組み立て方が違います"),
    "base": Text("The path of the site must stand before it.", "サイトのパスを先頭に付けないと開けません"),
    "source": Text("The generator leaves links to source files as they are.", "元のファイルの名前のままでは開けません"),
}
"""What to know of an answer that is ``off``."""


def mended(lead: Lead, target: str, index: Index) -> Fix | None:
    """The unsafe fix that puts ``target`` in the place of what ``lead`` names; None where it cannot be written."""
    new = index.respelt(lead.written, target, lead.at.path) if target else ""
    if lead.rest is None or not new:
        return None
    return Fix(Text(f"write “{new}”", f"「{new}」にする"), (Edit(lead.rest, new),), safe=False)
