"""Budgets of the property tests: small in every run, large with ``HYPOTHESIS_PROFILE=fuzz``; caches of tests; what they share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from raw_editor import Raw

settings.register_profile("default", max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", parent=settings.get_profile("default"), max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_caches = tempfile.TemporaryDirectory(prefix="seolint-tests-")
os.environ["SEOLINT_CACHE_DIR"] = _caches.name


_LONGEST = frozenset(
    "test_same_everywhere test_scale_failures test_baseline_corpora test_scale test_cache test_fuzz test_live".split()
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest come first, so that no processor waits for another one at the end."""
    items.sort(key=lambda item: item.path.stem not in _LONGEST)


@pytest.fixture
def raw() -> Iterator[Raw]:
    """A language server that takes messages as they are written."""
    from raw_editor import Raw

    server = Raw()
    yield server
    server.process.kill()
    server.process.wait()
