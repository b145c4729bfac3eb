from collections.abc import Iterator

from seolint import Diagnostic, Document, Invalid, Location, PageRule, Placed, Severity, Text, Thing, Valid
from seolint_rules.data.page_says import home
from seolint_rules.data.schema_org import vocabulary
from seolint_rules.data.thing_urls import named_urls, relative_urls, whole
from seolint_rules.data.url_hosts import domain_of, host_of, is_cdn

_PAGE = ("Article", "WebPage", "Recipe", "HowTo")
_OWN = ("url", "mainEntityOfPage", "publisher.logo")
_SECURE = (*_OWN, "image")


class SchemaUrl(PageRule):
    """Give structured data complete URLs, with https, on the site that the page is on.

    Programs read the data apart from the page, so that a relative URL may lead nowhere. A logo or page URL on another
    domain speaks for another site.

    To fix it, write the URL in full, as the browser shows it.

    構造化データには、httpsで始まる、そのサイトの完全なURLを書きます。

    データはページと別に読まれるため、途中からのURLではたどり着けないことがあります。ロゴやページのURLが別のドメインだと、別のサイトの情報として読まれます。

    直し方：ブラウザーに表示されるとおり、URLを最初から最後まで書きます。
    """

    needs = "has_data"

    def check(self, doc: Document) -> Iterator[Diagnostic]:
        seen: set[Location] = set()
        for thing in doc.things:
            if not thing.known:
                continue
            relative = (self._relative(doc, url, written=thing.item.syntax == "json-ld") for url in relative_urls(thing))
            found = [*relative, *(self._own(doc, thing) if thing.alone and _is_page(thing) else ())]
            for each in found:
                if each.at not in seen:
                    seen.add(each.at)
                    yield each

    def _relative(self, doc: Document, url: Placed[str], *, written: bool) -> Diagnostic:
        value, due = url.value.strip(), whole(doc, url.value)
        advice = Text(f"Write “{due}”.", f"「{due}」と書いてください") if due else None
        return self.flag(
            url.at,
            en=f"“{value}” is no complete URL, and programs read it apart from the page",
            ja=f"「{value}」は途中からのURLです。ページと別に読まれると、たどり着けないことがあります",
            advice=advice or Text("Write it from https:// on.", "https:// から書いてください"),
            severity=None if written and value.startswith(("/", ".")) else Severity.INFO,
        )

    def _own(self, doc: Document, thing: Thing) -> Iterator[Diagnostic]:
        told = home(doc)
        own = host_of(told.value) if told is not None else ""
        site = host_of(doc.site.url) or own
        homes, plain = {domain_of(site), domain_of(own)}, (told.value if told else doc.site.url).startswith("http://")
        for path in _SECURE:
            term = path.rpartition(".")[2]
            for url in named_urls(thing, path):
                host = host_of(url.value)
                ours = not (path in _OWN and site and host) or domain_of(host) in homes
                if not ours and not (path == "publisher.logo" and is_cdn(host)):
                    yield self._elsewhere(url, term, host, site)
                elif url.value.lower().startswith("http://") and not plain:
                    yield self.flag(
                        url.part(0, 7),
                        en=f"The {term} is named with http://, not https://",
                        ja=f"{term}のURLがhttps://ではなくhttp://で始まっています",
                        advice=Text("Write https:// if the site answers to it.", "https:// で開けるか確かめて直してください"),
                        severity=None if site else Severity.INFO,
                    )

    def _elsewhere(self, url: Placed[str], term: str, host: str, site: str) -> Diagnostic:
        at = url.value.lower().find(host)
        return self.flag(
            url.part(at, at + len(host)) if at >= 0 else url.at,
            en=f"The {term} is on “{host}”, another domain than the site's, “{site}”",
            ja=f"{term}のドメイン「{host}」が、このサイトの「{site}」と違います",
            advice=Text("Write the URL on this site.", "このサイトのURLを書いてください"),
        )

    examples = (
        Valid(
            '<script type="application/ld+json">{"@context": "http://schema.org", "@type": "Article",\n'
            '"image": "https://pan.jp/a.png", "author": {"@type": "Person", "sameAs": "http://social.dev/may"}}</script>\n'
        ),
        Valid({
            "_config.yml": "url: https://www.pan.jp\n",
            "_posts/2026-01-01-a.md": '<script type="application/ld+json">{"@context": "https://schema.org",\n'
            '"@type": "Article", "url": "https://pan.jp/a/", "image": "https://images.unsplash.com/a"}</script>\n',
        }),
        Valid('<p itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/may/">May</a></p>\n'),
        Invalid(
            '<p vocab="https://schema.org/" typeof="Person"><meta property="image" content="⟦/may.png⟧"></p>\n',
            severity=Severity.INFO,
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Product",\n'
            '"image": "⟦/assets/食パン.png⟧"}</script>\n'
        ),
        Invalid(
            '<script type="application/ld+json">{"@context": "https://schema.org", "logo": "⟦img/a.png⟧"}</script>\n',
            severity=Severity.INFO,
        ),
        Invalid({
            "_config.yml": "url: https://www.pan.jp\n",
            "_posts/2026-01-01-a.md": '<script type="application/ld+json">{"@context": "https://schema.org",\n'
            '"@type": "Article", "url": "⟦http://⟧pan.jp/a/", "mainEntityOfPage": "https://⟦pan-lab.jp⟧/a/"}</script>\n',
        }),
    )  # fmt: skip


def _is_page(thing: Thing) -> bool:
    return any(vocabulary().is_a(term, kind) for term in thing.terms for kind in _PAGE)
