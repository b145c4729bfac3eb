"""What a run was asked for and cannot do, in one sentence of each language."""

from __future__ import annotations

from seolint.diagnostic import Text


class RefusedError(ValueError):
    """``text`` says what is wrong, and what to do instead."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def __reduce__(self) -> tuple[type[RefusedError], tuple[Text]]:
        return RefusedError, (self.text,)
