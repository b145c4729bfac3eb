"""The sentences of the action, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

_SENTENCES = {
    "whole": (
        "changed-only: this event does not tell what changed; everything is checked",
        "changed-only：このイベントからは変更箇所がわからないため、すべてを調べます",
    ),
    "cut": (
        "… the rest is left out, as GitHub takes 1 MiB at most; the other reports have everything.",
        "…続きは省きました（GitHubの上限は1MiBです）。ほかの形式の報告にはすべてあります。",
    ),
}


def sentence(name: str, language: str) -> str:
    return _SENTENCES[name][language == "ja"]


def more(counts: Mapping[str, int], language: str) -> str:
    """How many findings have no annotation, by severity; zeros are left out."""
    if language == "ja":
        names = {"errors": "エラー", "warnings": "警告", "infos": "助言"}
        parts = "、".join(f"{names[name]}{count:,}件" for name, count in counts.items() if count)
        return f"注釈にしていない指摘が、ほかに{parts}あります。"
    parts = ", ".join(_counted(name, count) for name, count in counts.items() if count)
    return f"There is more than these annotations: {parts}."


def _counted(name: str, count: int) -> str:
    if name == "infos":
        return f"{count:,} advice"
    return f"{count:,} {name if count > 1 else name.removesuffix('s')}"
