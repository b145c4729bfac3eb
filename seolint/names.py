"""The names that rule authors use, as names of ``seolint``."""

from seolint.diagnostic import Diagnostic, Edit, Fix, Related, Severity, Text
from seolint.document import (
    Block,
    Document,
    Fault,
    Heading,
    Image,
    Item,
    Keyphrase,
    KeyphraseUse,
    Lead,
    Link,
    Literal,
    Mentions,
    Property,
    Reference,
    Schema,
    Script,
    Slip,
    Thing,
    Words,
)
from seolint.document.endings import Ending
from seolint.document.list_items import ListItem
from seolint.document.narration import Said
from seolint.document.prose_words import ProseWords
from seolint.document.readings import Reading, readings
from seolint.document.sections import Section
from seolint.document.signature import Passage, Signature, Sketch
from seolint.document.terms import TermUse
from seolint.index import File, Index, Page, Reply
from seolint.inspection import RichResult, VocabularyTerm, Wanting
from seolint.pattern import pattern
from seolint.rule import Fact, FileText, Invalid, OptionError, PageRule, Rule, SiteRule, Valid
from seolint.site import Site
from seolint.site.routes import Answer, Destination
from seolint.text import UNKNOWN, Location, Placed, countable, cut, fold, is_japanese, width

__all__ = [
    "UNKNOWN", "Answer", "Block", "Destination", "Diagnostic", "Document", "Edit", "Ending", "Fact", "Fault", "File",
    "FileText", "Fix", "Heading", "Image", "Index", "Invalid", "Item", "Keyphrase", "KeyphraseUse", "Lead", "Link", "ListItem",
    "Literal", "Location", "Mentions", "OptionError", "Page", "PageRule", "Passage", "Placed", "Property", "ProseWords",
    "Reading", "Reference", "Related", "Reply", "RichResult", "Rule", "Said", "Schema", "Script", "Section", "Severity",
    "Signature", "Site", "SiteRule", "Sketch", "Slip", "TermUse", "Text", "Thing", "Valid",
    "VocabularyTerm", "Wanting", "Words", "countable", "cut", "fold", "is_japanese", "pattern", "readings", "width",
]  # fmt: skip
