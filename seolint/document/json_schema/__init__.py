"""JSON Schema over a placed tree: the libraries for it do not tell places. What judges is in ``judge``."""

from seolint.document.json_schema.fault import Fault
from seolint.document.json_schema.schema import Schema, Wrong

__all__ = ["Fault", "Schema", "Wrong"]
