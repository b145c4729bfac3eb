from collections.abc import Iterator, Sequence

from seolint import (
    UNKNOWN,
    Diagnostic,
    Document,
    Fact,
    Index,
    Invalid,
    Placed,
    Severity,
    SiteRule,
    Text,
    Valid,
    fold,
    width,
)
from seolint_rules.data.images import images, is_badge, is_file_name, is_hidden

MESSAGES = {
    "file": Text("The alt text is a file or tool name (“{}”)", "画像の説明（alt）が、ファイルやツールの名前です（「{}」）"),
    "generic": Text("The alt text does not say what it shows (“{}”)", "画像の説明（alt）から、中身が分かりません（「{}」）"),
    "title": Text("The alt text only repeats the page title", "画像の説明（alt）が、ページのタイトルと同じです"),
    "tail": Text("The alt text ends in a stock phrase (“{}”)", "画像の説明（alt）の末尾が決まり文句です（「{}」）"),
    "long": Text("The alt text is long ({} full-width characters, limit {})", "画像の説明（alt）が長めです（全角{}字、上限{}字）"),
}
SHORTEN = Text("Keep what a reader must know of the image.", "画像から読み取ってほしいことだけに絞ってください")
FEWEST = 10


class Alt(Fact, frozen=True):
    """An alt text: its ``fault``, "" for none, what the message shows of it, and its ending when that is a common one."""

    fault: str
    shown: tuple[str, str]
    tail: str


class ImageAltQuality(SiteRule[Alt]):
    """Let an alt text say what the image shows.

    The name of a file, a word such as “image”, the title once more, or a stock ending tell a reader who does not see the
    image nothing about it. An ending counts as stock where most alt texts of the site share it. A long one is advice.

    To fix it, write what can be seen in the image and why it is there, in one short sentence.

    画像の説明（alt）には、写っているものを書きます。

    ファイル名、「画像」などの語、タイトルの繰り返し、どの画像にも付く決まり文句では、画像を見られない読者に中身が伝わりません。
    サイトの画像の大半で末尾が同じなら、それも決まり文句とみなします。長すぎる説明には、助言します。

    直し方：写っているものと、そこから伝えたいことを、短い一文で書きます。
    """

    longest: float = 60.0
    """Greatest width of an alt text, in full-width units.

    画像の説明（alt）の幅の上限（全角の字数）。"""

    share: float = 0.5
    """Share of the site's images above which an ending such as “…イメージ” is a stock phrase (10 images or more).

    「…イメージ」などの末尾を決まり文句とみなす割合。画像が10枚以上のサイトで数えます。"""

    alone = True
    advice = Text("Say what the image shows.", "画像に写っているものを書いてください")

    def collect(self, doc: Document) -> Iterator[Alt]:
        title = fold(doc.title.value) if doc.title else ""
        for image in doc.images if doc.is_page else ():
            alt = image.alt
            if alt is None or not alt.value.strip() or image.chrome or is_badge(image.url.value) or is_hidden(image):
                continue
            fault, shown = self.fault(alt.value.strip(), image.url.value, title)
            tails = images().template_tails if fault == "tail" else images().shared_tails
            tail = next((tail for tail in tails if alt.value.rstrip().endswith(tail)), "")
            end, tailed = len(alt.value.rstrip()), fault == "tail" or (tail and not fault)
            at = Placed(tail, alt.part(end - len(tail), end)) if tailed else alt
            yield Alt((doc.path, "") if fault else ("",), at.at, fault, shown, tail)

    def fault(self, alt: str, url: str, title: str) -> tuple[str, tuple[str, str]]:
        """What is wrong with ``alt`` by itself, and what to show of it."""
        folded, known, short = fold(alt), images(), (alt[:20] + "…" * (len(alt) > 20), "")
        if UNKNOWN in alt:
            return "", ("", "")
        if alt.endswith(known.template_tails):
            return "tail", (next(tail for tail in known.template_tails if alt.endswith(tail)), "")
        named, vague = is_file_name(folded, url), folded in known.generic
        if named or vague or folded == title:
            return "file" if named else "generic" if vague else "title", short
        return ("long", (f"{size:g}", f"{self.longest:g}")) if (size := width(alt)) > self.longest else ("", ("", ""))

    def judge(self, key: str, facts: Sequence[Alt], index: Index) -> Iterator[Diagnostic]:
        if key:
            yield from (self.say(fact, fact.fault, fact.shown, f"tail:{fact.tail}" if fact.tail else "") for fact in facts)
            return
        for tail in images().shared_tails if index.whole and len(facts) >= FEWEST else ():
            sharing = [fact for fact in facts if fact.tail.endswith(tail)]
            if len(sharing) > self.share * len(facts):
                yield from (self.say(f, "tail", (tail, ""), f"tail:{tail}") for f in sharing if not f.fault)
                return

    def say(self, fact: Alt, fault: str, shown: tuple[str, str], cluster: str) -> Diagnostic:
        en, ja = MESSAGES[fault].en.format(*shown), MESSAGES[fault].ja.format(*shown)
        if fault == "long":
            return self.flag(fact.at, en=en, ja=ja, advice=SHORTEN, severity=Severity.INFO)
        return self.flag(fact.at, en=en, ja=ja, cluster=cluster if fault == "tail" else "")

    examples = (
        Valid("---\ntitle: パン切り包丁\n---\n![木の台に並べた三本のパン切り包丁](a.png)\n![焼く前のイメージ](b.png)\n"),
        Valid("![Three bread knives on a board](knives-3.png)\n\n![](a.png)\n"),
        Invalid("![実践ステップ⟦に関連するイメージ⟧](a.png)\n"),
        Invalid("![⟦スクリーンショット 2025-12-01 10.22.33.png⟧](a.png) ![⟦image.png⟧](b.png) ![⟦Image from Gyazo⟧](c.png)\n"),
        Invalid("![⟦画像⟧](a.png) ![⟦IMG_2031⟧](b.jpg) ![⟦pan_no2⟧](/up/pan_no2.jpg)\n"),
        Invalid('---\ntitle: Bread knives\n---\n<img src="a.png" alt="⟦Bread Knives⟧">\n'),
        Invalid("".join(f"![パンその{n}⟦のイメージ⟧]({n}.png)\n" for n in range(9)) + "![焼き上がり](k.png)\n"),
        Invalid("![⟦A knife on a board⟧](a.png)\n", {"longest": 5}, severity=Severity.INFO),
    )
