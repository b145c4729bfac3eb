"""Everything a rule author needs."""

from seolint.diagnostic import Diagnostic, Edit, Fix, Related, Severity, Text
from seolint.document import (
    Block,
    Document,
    Heading,
    Image,
    Item,
    KeyphraseUse,
    Link,
    Literal,
    Property,
    Reference,
    Script,
    Thing,
)
from seolint.rule import Fact, Index, Invalid, Page, PageRule, Rule, SiteRule, Valid
from seolint.text import UNKNOWN, Location, Placed, cut, fold, is_japanese, width

__all__ = [
    "UNKNOWN", "Block", "Diagnostic", "Document", "Edit", "Fact", "Fix", "Heading", "Image", "Index", "Invalid", "Item",
    "KeyphraseUse", "Link", "Literal", "Location", "Page", "PageRule", "Placed", "Property", "Reference", "Related",
    "Rule", "Script", "Severity", "SiteRule", "Text", "Thing", "Valid", "cut", "fold", "is_japanese", "width",
]  # fmt: skip
