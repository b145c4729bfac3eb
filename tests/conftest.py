"""Budgets of the property tests: small in every run, large with ``HYPOTHESIS_PROFILE=fuzz``; and caches that only tests have."""

import os
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile("default", max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", parent=settings.get_profile("default"), max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_caches = tempfile.TemporaryDirectory(prefix="seolint-tests-")
os.environ["SEOLINT_CACHE_DIR"] = _caches.name
