"""The examples that the rules carry: each is a test."""

import pytest

from seolint.registry import installed
from seolint.testing import Case, cases


@pytest.mark.parametrize("case", cases(entry.load() for entry in installed().values()), ids=str)
def test_example(case: Case) -> None:
    case.check()
