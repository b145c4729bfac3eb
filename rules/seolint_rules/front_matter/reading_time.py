import re
from collections.abc import Iterator
from math import ceil, floor

from seolint import Diagnostic, Document, Edit, Fix, Invalid, PageRule, Severity, Text, Valid
from seolint_rules.data.counted import counted

_KEYS = (
    "reading_time", "readingTime", "reading-time", "readingtime", "read_time", "readTime", "time_to_read", "timeToRead",
    "estimated_reading_time",
)  # fmt: skip
_MINUTES = re.compile(r"(?:約|about |~)?\s*(\d{1,3})(?:\.\d+)?\s*(?:分(?:で読める)?|min(?:ute)?s?(?: read)?)?", re.IGNORECASE)


class ReadingTime(PageRule):
    """Tell readers how long a post really takes.

    A reader who was promised eight minutes leaves a post of fifteen. At 500 characters a minute, as Japanese is read, the number
    in the front matter may differ by a third; English is read at 1,100.

    To fix it, write the number that the text gives.

    読み終わるまでの時間は、本文の長さに合わせて書きます。

    8分とあるのに15分かかる記事は、途中で閉じられます。日本語は1分に500字、英語は1分に1,100字として、先頭の設定（front matter）
    の数と比べます。3割までの違いは指摘しません。

    直し方：本文の長さに合う分数にします。
    """

    severity: Severity = Severity.INFO

    speed: int = 500
    """Characters of Japanese that are read in a minute.

    日本語を1分に読む文字数。"""

    english: int = 1100
    """Characters of English that are read in a minute, white space left out.

    英語を1分に読む文字数（空白を除く）。"""

    tolerance: float = 0.3
    """By what share the number may differ.

    違いを認める割合。"""

    advice = Text("Write the number that the text gives.", "本文の長さに合う分数にしてください")

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        value = doc.front_matter.first(_KEYS)
        said = _MINUTES.fullmatch(value.value.strip()) if value is not None and doc.is_page else None
        speed = {"ja": self.speed, "en": self.english}.get(doc.language) if said else None
        if value is None or said is None or not speed or doc.template.control or not doc.shows_all or doc.length < speed:
            return
        minutes, needed = int(said[1]), doc.length / speed
        if abs(minutes - needed) <= self.tolerance * needed or minutes in {floor(needed), ceil(needed)}:
            return
        right = round(needed)
        start = value.value.find(said[1])
        yield self.flag(
            value.at,
            en=f"The front matter says {counted(minutes, 'minute')}, the text takes {right} ({counted(doc.length, 'character')})",
            ja=f"読む時間が{minutes}分とありますが、本文（{doc.length}字）の長さでは{right}分ほどです",
            fix=Fix(
                Text(f"write {right}", f"{right}分にする"),
                (Edit(value.part(start, start + len(said[1])), str(right)),),
                safe=True,
            ),
        )

    examples = (
        Valid("---\ntitle: 窯\nreading_time: 3\n---\n" + "窯の温度を測ります。" * 140 + "\n"),
        Valid("---\ntitle: Oven\nreading_time: 2 min read\n---\n" + "Measure the heat. " * 200 + "\n"),
        Valid("---\ntitle: 窯\nreading_time: 1\n---\n窯の温度。\n"),
        Invalid(
            "---\ntitle: 窯\nreading_time: ⟦8⟧\n---\n" + "窯の温度を測ります。" * 100 + "\n",
            fixed="---\ntitle: 窯\nreading_time: 2\n---\n" + "窯の温度を測ります。" * 100 + "\n",
        ),
        Invalid(
            "---\ntitle: 窯\nreadingTime: ⟦約1分⟧\n---\n" + "窯の温度を測ります。" * 200 + "\n",
            fixed="---\ntitle: 窯\nreadingTime: 約4分\n---\n" + "窯の温度を測ります。" * 200 + "\n",
        ),
        Invalid("---\ntitle: Oven\nreading_time: ⟦9 min read⟧\n---\n" + "Measure the heat. " * 200 + "\n"),
    )
