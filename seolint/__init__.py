"""Everything a rule author needs."""

from seolint.diagnostic import Diagnostic, Edit, Fix, Related, Severity, Text
from seolint.document import (
    Block,
    Document,
    Fault,
    Heading,
    Image,
    Item,
    KeyphraseUse,
    Lead,
    Link,
    Literal,
    Mentions,
    Property,
    Reference,
    Schema,
    Script,
    Thing,
    Words,
)
from seolint.document.prose_words import ProseWords
from seolint.document.signature import Passage, Signature, Sketch
from seolint.index import File, Index, Page, Reply
from seolint.rule import Fact, FileText, Invalid, OptionError, PageRule, Rule, SiteRule, Valid
from seolint.site import Site
from seolint.site.routes import Answer, Destination
from seolint.text import UNKNOWN, Location, Placed, cut, fold, is_japanese, width

__all__ = [
    "UNKNOWN", "Answer", "Block", "Destination", "Diagnostic", "Document", "Edit", "Fact", "Fault", "File", "FileText", "Fix",
    "Heading", "Image", "Index", "Invalid", "Item", "KeyphraseUse", "Lead", "Link", "Literal", "Location", "Mentions",
    "OptionError", "Page", "PageRule", "Passage", "Placed", "Property", "ProseWords", "Reference", "Related", "Reply", "Rule",
    "Schema", "Script", "Severity", "Signature", "Site", "SiteRule", "Sketch", "Text", "Thing", "Valid", "Words", "cut", "fold",
    "is_japanese", "width",
]  # fmt: skip
