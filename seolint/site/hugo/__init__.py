"""Hugo: what its configuration says of a site, and where it puts pages."""

from __future__ import annotations

from seolint.site.hugo.site import find, guessed, shows

__all__ = ["find", "guessed", "shows"]
