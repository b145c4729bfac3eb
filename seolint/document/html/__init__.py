"""HTML: parts of a page as placed tags, and, in ``page``, whole files as browsers repair them."""

from seolint.document.html.tokenizer import read_html

__all__ = ["read_html"]
