"""What ``seolint inspect`` shows of the rich results that a page is marked up for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from seolint.inspection import RichResult, Wanting
from seolint.report.authors_view import Page
from seolint.report.cells import wrap
from seolint.report.wording import visible

if TYPE_CHECKING:
    from rich.text import Text as Rich

_MOST, _MARGIN = 50, 10


def rich_results(page: Page) -> Rich:
    """Each result with its state, and under it what it still wants."""
    found, say = page.inspection.rich_results, page.say
    possible = sum(each.state == "eligible" for each in found)
    block = page.section(say("Rich results", "リッチリザルト"), possible)
    legend = say("what Google could show, as far as the markup tells", "検索結果での特別な表示（マークアップから分かる範囲）")
    for line in wrap(legend, page.width - 2):
        block.append(f"  {line}\n", "dim")
    for each in found[:_MOST]:
        page.row(block, each.at.start, each.title.get(say("en", "ja")), _verdict(page, each), _STYLES[each.state])
        for name, wanting in ((say("required", "必須"), each.required), (say("recommended", "推奨"), each.recommended)):
            for line in _lines(page, name, wanting):
                block.append(" " * _MARGIN + line + "\n", "dim")
    if len(found) > _MOST:
        more = len(found) - _MOST
        said = say(f"and {more:,} more: --format json lists them all", f"ほか{more:,}件（--format json ですべて表示）")
        block.append(" " * (_MARGIN - 2) + said + "\n", "dim")
    return block


_STYLES = {"eligible": "green", "lacking": "yellow", "unclear": "dim", "retired": "dim"}


def _verdict(page: Page, each: RichResult) -> str:
    if each.state == "retired":
        return page.say(f"not shown since {each.retired_on}", f"{each.retired_on}に終了")
    count = len(each.required)
    said = {
        "eligible": page.say("eligible", "対象になります"),
        "lacking": page.say(f"{count} to mend", f"対象外（直すところ{count}件）"),
        "unclear": page.say("a template decides", "テンプレート次第です"),
    }[each.state]
    return said + (page.say(", few sites only", "（一部のサイトのみ）") if each.limited else "")


def _lines(page: Page, name: str, wanting: Sequence[Wanting]) -> Iterator[str]:
    """What is wanted, the same once, in lines that fit."""
    language, comma, colon = page.say("en", "ja"), page.say(", ", "、"), page.say(": ", "：")
    said = [each.value.get(language) if each.value else page.say(" or ", "か").join(each.names) for each in wanting]
    if said:
        times = comma.join(visible(text) + (f" x{count}" if count > 1 else "") for text, count in Counter(said).items())
        yield from wrap(name + colon + times, page.width - _MARGIN)
