from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from seolint import UNKNOWN, Diagnostic, Document, Fact, Index, Invalid, Reply, Severity, SiteRule, Text, Valid

_NOT_FOR_US = frozenset({401, 402, 403, 405, 406, 407, 408, 425, 429, 451, 999})
"""What servers say to programs, or to those who are not signed in, of pages that readers see."""
_MADE_UP = (".test", ".example", ".invalid", ".localhost", "localhost")
_CHAIN = 3
_LATER = Text("See whether it opens in a browser.", "ブラウザーで開けるか確かめてください")
_PROBLEMS = {
    "unknown-host": (Text("there is no such host", "そのホストは存在しません"), Severity.WARNING),
    "certificate": (Text("browsers warn of its certificate", "証明書が正しくなく、警告が出ます"), Severity.WARNING),
    "loop": (Text("its redirects lead in a circle", "転送が堂々巡りになっています"), Severity.WARNING),
    "hops": (Text("its redirects do not end", "転送が終わりません"), Severity.WARNING),
    "forbidden": (Text("it leads into a private network", "外からは開けないネットワークの中につながります"), Severity.INFO),
    "timeout": (Text("it did not answer in time", "時間内に応答しませんでした"), Severity.INFO),
    "refused": (Text("no connection could be made", "接続できませんでした"), Severity.INFO),
    "broken": (Text("its answer could not be read", "応答を読み取れませんでした"), Severity.INFO),
}


class ExternalLink(Fact, frozen=True):
    """A link to another site."""


class LinkExternalDead(SiteRule[ExternalLink]):
    """Link to pages of other sites that still answer.

    Pages move and sites close. A reader who follows a dead link leaves for nothing. Runs with `--online` only: each address
    is asked once, with a pause for each host, and what it said is remembered: for a week when it is there, for a day when it
    is not, for an hour when that may pass. Answers that servers give to programs alone (403, 429 …) are no finding.

    To fix it, link to where the page is now, to an archive of it, or take the link out.

    ほかのサイトへのリンクが、いまも開けることを確かめます。

    ページは移り、サイトは閉じます。開けないリンクをたどった読者は、何も得られません。`--online`を付けたときだけ調べます。同じ
    アドレスに尋ねるのは一度だけで、ホストごとに間を置きます。結果は、開けたものは1週間、なかったものは1日、一時的かもしれない
    ものは1時間覚えておきます。プログラムだけを断る応答（403、429など）は指摘しません。

    直し方：いまのアドレスか、保存されたページ（アーカイブ）にリンクし直すか、リンクを外します。
    """

    online = True
    alone = True
    advice = Text("Link to where it is now, or take the link out.", "いまのアドレスに直すか、リンクを外してください")

    def collect(self, doc: Document) -> Iterator[ExternalLink]:
        for link, to in zip(doc.links, doc.destinations, strict=True) if doc.is_page else ():
            if to.kind == "external" and link.url is not None and UNKNOWN not in to.value:
                url = to.value.partition("#")[0]
                url = f"https:{url}" if url.startswith("//") else url
                if not _host(url).endswith(_MADE_UP):
                    yield ExternalLink((url,), link.url.at)

    def visits(self, fact: ExternalLink, index: Index) -> Iterable[str]:
        return fact.keys

    def judge(self, key: str, facts: Sequence[ExternalLink], index: Index) -> Iterator[Diagnostic]:
        reply = index.replies.get(key)
        said = _said(reply) if reply is not None else None
        if said is None:
            return
        text, severity = said
        cluster = f"{self.id()} {key}" if len({fact.at.path for fact in facts}) > 2 else ""
        for fact in facts:
            yield self.flag(
                fact.at,
                en=f"“{key}” does not open: {text.en}" if severity is not Severity.INFO else f"“{key}”: {text.en}",
                ja=f"「{key}」は開けません（{text.ja}）" if severity is not Severity.INFO else f"「{key}」：{text.ja}",
                advice=_LATER if severity is Severity.INFO else None,
                severity=severity,
                cluster=cluster,
            )

    examples = (
        Valid("[資料](https://a.jp/)\n", around={"https://a.jp/": Reply(200)}),
        Valid("[Members](https://a.jp/) and what was not asked: <https://b.jp/>\n", around={"https://a.jp/": Reply(403)}),
        Invalid("[資料](⟦https://a.jp/pan#yaku⟧)\n", around={"https://a.jp/pan": Reply(404)}),
        Invalid("<⟦https://pan.dev/⟧>\n", around={"https://pan.dev/": Reply(0, problem="unknown-host")}),
        Invalid("[a](⟦//a.jp/⟧)\n", severity=Severity.INFO, around={"https://a.jp/": Reply(200, "https://b.jp/", 3)}),
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ".invalid"


def _said(reply: Reply) -> tuple[Text, Severity] | None:
    """What is wrong with an answer, and how much; None where nothing is, or nobody can tell."""
    status = reply.status
    if reply.problem:
        return _PROBLEMS.get(reply.problem)
    if status in {404, 410}:
        return Text(f"the page is not there ({status})", f"ページがありません。{status}"), Severity.WARNING
    if status >= 500:
        text = Text(f"the server answers {status}, which may pass", f"サーバーが{status}を返します。一時的かもしれません")
        return text, Severity.INFO
    if status >= 400:
        known = Text(f"the server answers {status}", f"サーバーが{status}を返します"), Severity.WARNING
        return known if status not in _NOT_FOR_US else None
    if reply.hops >= _CHAIN:
        text = Text(f"{reply.hops} redirects lead to “{reply.url}”", f"転送を{reply.hops}回経て「{reply.url}」に着きます")
        return text, Severity.INFO
    return None
