"""``--format html`` in Chromium: every control by mouse and keyboard, nothing asked for, nothing injected, axe-core content.

Needs Debian's ``chromium``, driven by PyPI's ``playwright``; where it is not there, these tests are left out.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from html_reports import SAMPLE, findings, hostile_site, report
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
SEVERITIES = ("error", "warning", "info")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site with a folder for each year's posts."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(SAMPLE, folder, dirs_exist_ok=True)
    for post in sorted((folder / "_posts").glob("*.md")):
        (year := post.parent / post.name[:4]).mkdir(exist_ok=True)
        post.rename(year / post.name)
    return folder


@pytest.fixture(scope="module")
def reports(site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the site's report in each language, and of the hostile one's."""
    folder, hostile = tmp_path_factory.mktemp("reports"), hostile_site(tmp_path_factory.mktemp("hostile"))
    pages = {"en": report(site), "ja": report(site, "ja"), "hostile": report(hostile)}
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8", newline="")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.fixture(scope="module")
def diagnostics(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = findings(site)["diagnostics"]
    return found


class Watched:
    """A page, with all that it asked for and all that it complained of."""

    def __init__(self, browser: Browser, address: str, **options: Any) -> None:
        self.page = browser.new_page(**options)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(address)
        self.address = address

    def close(self) -> None:
        """Nothing but the file itself was asked for, and nothing went wrong."""
        assert set(self.requests) == {self.address}
        assert self.complaints == []
        self.page.close()


@pytest.fixture
def page(browser: Browser, reports: dict[str, str]) -> Iterator[Page]:
    watched = Watched(browser, reports["en"])
    yield watched.page
    watched.close()


def shown(page: Page) -> set[str]:
    return set(page.locator(".item .path").all_inner_texts())


def posts(diagnostics: list[dict[str, Any]], **wanted: str) -> set[str]:
    return {found["path"] for found in diagnostics if all(found[name] == value for name, value in wanted.items())}


def counted(page: Page) -> str:
    return page.locator("#count").inner_text()


def said(diagnostics: list[dict[str, Any]], **wanted: str) -> str:
    """What the live count should say."""
    found = [d for d in diagnostics if all(d[name] == value for name, value in wanted.items())]
    files = {d["path"] for d in found}
    plural = {len(found): "s" if len(found) != 1 else "", -1: "s" if len(files) != 1 else ""}
    return f"{len(found)} finding{plural[len(found)]} in {len(files)} post{plural[-1]}"


def box(page: Page, value: str) -> Locator:
    return page.locator(f"input[value='{value}']")


@pytest.mark.parametrize("severity", SEVERITIES)
def test_severities_by_click_and_by_keyboard(page: Page, diagnostics: list[dict[str, Any]], severity: str) -> None:
    everything = shown(page)
    assert everything == posts(diagnostics)
    box(page, severity).click()
    assert shown(page) == posts(diagnostics, severity=severity)
    assert counted(page) == said(diagnostics, severity=severity)
    box(page, severity).press("Space")
    assert shown(page) == everything
    box(page, severity).press("Space")
    assert shown(page) == posts(diagnostics, severity=severity)
    assert page.evaluate("location.hash") == f"#severity={severity}"


def test_every_rule_by_click_and_by_keyboard(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    rules = sorted({found["rule"] for found in diagnostics})
    assert sorted(b.get_attribute("value") or "" for b in page.locator("input[name=rule]").all()) == rules
    for number, rule in enumerate(rules):
        box(page, rule).click() if number % 2 else box(page, rule).press("Space")
        assert shown(page) == posts(diagnostics, rule=rule)
        assert counted(page) == said(diagnostics, rule=rule)
        box(page, rule).press("Space") if number % 2 else box(page, rule).click()
    assert shown(page) == posts(diagnostics)


def test_two_rules_and_a_severity_together(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    box(page, "title-length").click()
    box(page, "generator-residue").click()
    assert shown(page) == posts(diagnostics, rule="title-length") | posts(diagnostics, rule="generator-residue")
    box(page, "error").click()
    assert shown(page) == posts(diagnostics, rule="generator-residue", severity="error")
    page.locator("#reset").click()
    assert shown(page) == posts(diagnostics)
    expect(page.locator("#reset")).to_be_hidden()
    expect(page.locator("#text")).to_be_focused()


def test_folders_by_choice_and_by_keyboard(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    inside = {path for path in posts(diagnostics) if path.startswith("_posts/2025/")}
    assert inside
    assert inside != posts(diagnostics)
    page.locator("#folder").select_option("_posts/2025")
    assert shown(page) == inside
    page.locator("#folder").select_option("")
    assert shown(page) == posts(diagnostics)
    for _ in range(2):
        page.locator("#folder").press("ArrowDown")
    assert shown(page) == inside
    assert page.evaluate("new URLSearchParams(location.hash.slice(1)).get('folder')") == "_posts/2025"


def test_search_by_keyboard(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    page.keyboard.press("/")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("STOLLEN　パン")
    expect(page.locator("#count")).not_to_have_text(said(diagnostics))
    assert shown(page) == {"_posts/2025/2025-12-10-stollen-recipe-christmas.md"}
    page.locator("#text").fill("no such words")
    expect(page.locator("#list")).to_have_text("No finding fits these filters.")
    page.locator("#text").fill("generator-residue")
    expect(page.locator("#count")).to_have_text(said(diagnostics, rule="generator-residue"))


def test_the_overview_filters_too(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    page.locator(".bars .row", has_text="image-url-params").click()
    assert shown(page) == posts(diagnostics, rule="image-url-params")
    page.locator("#reset").click()
    page.locator(".bars .row", has_text="_posts/2025").press("Enter")
    assert shown(page) == {path for path in posts(diagnostics) if path.startswith("_posts/2025/")}


def test_a_second_press_in_the_overview_takes_the_filter_off(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    for name in ("image-url-params", "_posts/2025"):
        row = page.locator(".bars .row", has_text=name)
        expect(row).to_have_attribute("aria-pressed", "false")
        row.click()
        expect(row).to_have_attribute("aria-pressed", "true")
        assert shown(page) != posts(diagnostics)
        row.press("Enter")
        expect(row).to_have_attribute("aria-pressed", "false")
        assert shown(page) == posts(diagnostics)
        expect(page.locator("#reset")).to_be_hidden()


@pytest.mark.parametrize(("language", "said"), [("en", "Show all {} rules"), ("ja", "{}の規則をすべて表示")])
def test_all_rules_of_the_overview(
    browser: Browser, reports: dict[str, str], diagnostics: list[dict[str, Any]], language: str, said: str
) -> None:
    watched = Watched(browser, reports[language])
    rules = {found["rule"] for found in diagnostics}
    watched.page.get_by_role("button", name=said.format(len(rules))).click()
    assert rules <= set(watched.page.locator(".bars .row .name").all_inner_texts())
    watched.page.locator(".bars .row").nth(len(rules) - 1).click()
    expect(watched.page.locator(".bars .row").nth(len(rules) - 1)).to_have_attribute("aria-pressed", "true")
    watched.close()


def test_folders_count_the_same_in_the_overview_and_the_filter(browser: Browser, tmp_path: Path) -> None:
    """Posts at the top, in a folder, and in a folder of that folder, which is where the numbers parted."""
    site = tmp_path / "site"
    for path in ("top.md", "_posts/a.md", "_posts/b.md", "_posts/old/c.md", "pages/d.md"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(f"---\ntitle: {path}\n---\n![](a.png) はい、承知いたしました。\n", encoding="utf-8")
    (tmp_path / "report.html").write_text(report(site), encoding="utf-8", newline="")
    watched = Watched(browser, (tmp_path / "report.html").as_uri())
    page = watched.page
    options = set(page.locator("#folder option").all_inner_texts())
    rows = page.locator("section", has_text="Findings by folder").last.locator(".row")
    assert rows.count() == 4
    for row in rows.all():
        assert row.evaluate("element => element.localName") == "button"
        name, figure = row.locator(".name").inner_text(), row.locator(".figure").inner_text()
        assert f"{name} ({figure})" in options
        row.click()
        assert counted(page).startswith(f"{figure} finding")
        row.click()
    page.locator(".bars .row", has_text="(top folder)").click()
    assert shown(page) == {"top.md"}
    page.reload()
    assert shown(page) == {"top.md"}
    watched.close()


def test_the_state_is_in_the_address(page: Page, diagnostics: list[dict[str, Any]], reports: dict[str, str]) -> None:
    path = "_posts/2025/2025-12-10-stollen-recipe-christmas.md"
    rule = next(found["rule"] for found in diagnostics if found["path"] == path)
    box(page, rule).click()
    page.locator(".item .head button", has_text=path).press("Enter")
    fragment = page.evaluate("location.hash")
    before = page.locator("#results").inner_text()
    page.reload()
    assert page.evaluate("location.hash") == fragment
    assert page.locator("#results").inner_text() == before
    expect(box(page, rule)).to_be_checked()
    expect(page.locator(".item .head button", has_text=path)).to_have_attribute("aria-expanded", "true")
    page.evaluate("location.hash = '#severity=error,nonsense&rule=none&view=none&folder=none&post=none'")
    expect(page.locator("#count")).to_have_text(said(diagnostics, severity="error"))


def test_a_post_opens_with_its_findings_on_the_source(
    page: Page, diagnostics: list[dict[str, Any]], site: Path
) -> None:
    found = next(d for d in diagnostics if d["rule"] == "title-length")
    head = page.locator(".item .head button", has_text=found["path"])
    head.click()
    finding = page.locator(".finding", has=page.locator(".rule", has_text="title-length"))
    expect(finding.locator(".message")).to_have_text(found["message"])
    line = (site / found["path"]).read_text(encoding="utf-8").split("\n")[found["start"]["line"] - 1]
    assert line in finding.locator(".line code").all_inner_texts()
    marked = "".join(finding.locator("mark:not(.beside)").all_inner_texts())
    assert marked == line[found["start"]["column"] - 1 : found["end"]["column"] - 1]
    head.press("Space")
    expect(finding).to_be_hidden()


def test_all_are_opened_and_all_findings_are_there(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    page.locator("#open-all").click()
    for more in page.locator(".unfold").all():
        more.click()
    assert page.locator(".finding, .places > li").count() == len(diagnostics)
    fixes = sum(found["fix"] is not None for found in diagnostics)
    assert page.locator(".fix").count() == fixes
    expect(page.locator("#open-all")).to_have_text("Close all")
    page.locator("#open-all").click()
    assert page.locator(".finding").locator("visible=true").count() == 0


def test_the_page_of_a_rule(page: Page) -> None:
    page.locator(".item .head button").first.click()
    link = page.locator(".finding .rule").first
    rule = link.inner_text()
    link.press("Enter")
    dialog = page.get_by_role("dialog", name=rule)
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("To fix it")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    dialog.get_by_role("button", name="Show only this rule").click()
    expect(box(page, rule)).to_be_checked()
    assert set(page.locator(".finding .rule").all_inner_texts()) == {rule}


def test_causes_and_their_members(page: Page, diagnostics: list[dict[str, Any]]) -> None:
    page.get_by_role("button", name="Shared by several posts").press("Enter")
    row = page.locator(".cluster").filter(has=page.locator(".hint", has_text="パン教室の集客は"))
    row.first.locator(".head button").click()
    members = row.first.locator(".members .link")
    assert set(members.all_inner_texts()) == posts(diagnostics, rule="duplicate-title")
    path = members.last.inner_text()
    members.last.click()
    head = page.locator(".item .head button", has_text=path)
    expect(head).to_be_focused()
    expect(head).to_have_attribute("aria-expanded", "true")
    page.locator(".item.open .chip").first.click()
    expect(page.locator(".cluster.open .head button").first).to_be_visible()
    expect(page.get_by_role("button", name="Shared by several posts")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    ("language", "darker", "lighter"), [("en", "Dark colours", "Light colours"), ("ja", "暗い配色", "明るい配色")]
)
def test_dark_colours(browser: Browser, reports: dict[str, str], language: str, darker: str, lighter: str) -> None:
    watched = Watched(browser, reports[language], color_scheme="light")
    page, toggle = watched.page, watched.page.locator("#dark")

    def is_dark() -> bool:
        return bool(page.evaluate("getComputedStyle(document.body).backgroundColor === 'rgb(18, 21, 23)'"))

    assert not is_dark()
    expect(toggle).to_have_text(darker)
    toggle.click()
    assert is_dark()
    expect(toggle).to_have_text(lighter)
    page.reload()
    assert is_dark()
    expect(toggle).to_have_text(lighter)
    toggle.press("Space")
    assert not is_dark()
    expect(toggle).to_have_text(darker)
    watched.close()
    watched = Watched(browser, reports[language], color_scheme="dark")
    assert watched.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 21, 23)"
    expect(watched.page.locator("#dark")).to_have_text(lighter)
    watched.close()


def test_hostile_posts_are_inert(browser: Browser, reports: dict[str, str]) -> None:
    watched = Watched(browser, reports["hostile"])
    page = watched.page
    for view in ("By post", "Shared by several posts"):
        page.get_by_role("button", name=view).click()
        page.locator("#open-all").click()
        assert page.locator("img, iframe, body script:not([type]), main b > :not(.control), main [onerror]").count() == 0
    page.get_by_role("button", name="By post").click()
    page.locator("#text").fill("</script><img src=x onerror=alert(1)>")
    expect(page.locator("#reset")).to_be_visible()
    assert page.locator("#list .item").count() > 0
    page.reload()
    page.locator("#open-all").click()
    assert "</script><img src=x onerror=alert(1)>" in (page.locator("#list").text_content() or "")
    page.locator("#folder").select_option("<img src=x onerror=alert(4)>")
    page.locator("#folder").select_option("")
    page.locator("#text").fill("")
    expect(page.locator("#reset")).to_be_hidden()
    page.locator("#open-all").click()
    assert {"ESC", "U+202E", "U+2066", "U+2028"} <= set(page.locator(".control").all_text_contents())
    assert not set(page.locator("main").text_content() or "") & set("\u202e\u2066\u2028\0\x1b")
    watched.close()


def test_markup_that_got_into_the_page_would_not_run(browser: Browser, reports: dict[str, str]) -> None:
    watched = Watched(browser, reports["en"])
    page = watched.page
    evil = '<p style="color: red" onclick="window.ran = true" id="evil">x</p><img src="https://example.org/a.png">'
    page.evaluate("markup => document.body.insertAdjacentHTML('beforeend', markup)", evil)
    page.locator("#evil").click()
    assert page.evaluate("window.ran") is None
    assert page.locator("#evil").evaluate("element => getComputedStyle(element).color") != "rgb(255, 0, 0)"
    assert all("Content Security Policy" in complaint for complaint in watched.complaints)
    assert len(watched.complaints) == 3
    page.close()


def test_without_javascript_it_says_so_and_gives_the_totals(browser: Browser, reports: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(reports["ja"])
    text = page.locator("body").inner_text()
    assert "JavaScriptが必要です" in text
    assert "点数" in text
    assert page.locator("#errors").inner_text() == str(findings(SAMPLE)["summary"]["errors"])
    expect(page.locator("#workspace")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("name", ["en", "ja", "hostile"])
def test_nothing_is_wider_than_the_screen(browser: Browser, reports: dict[str, str], name: str, width: int) -> None:
    watched = Watched(browser, reports[name], viewport={"width": width, "height": 900})
    watched.page.locator("#open-all").click()
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 390:
        watched.page.locator("#unfold").click()
        expect(box(watched.page, "warning")).to_be_visible()
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    watched.close()


@pytest.mark.parametrize(
    ("language", "theme", "width"),
    [("en", "light", 1280), ("en", "dark", 390), ("ja", "dark", 1280), ("ja", "light", 390)],
)
def test_axe_finds_nothing(browser: Browser, reports: dict[str, str], language: str, theme: Any, width: int) -> None:
    watched = Watched(
        browser,
        reports[language],
        color_scheme=theme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page = watched.page
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))

    def violations() -> list[tuple[str, list[str]]]:
        result: dict[str, Any] = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        return [(found["id"], [node["html"][:200] for node in found["nodes"][:3]]) for found in result["violations"]]

    for head in page.locator(".item .head button").all()[:3]:
        head.click()
    page.locator(".unfold").first.click()
    if width == 390:
        page.locator("#unfold").click()
    assert violations() == []
    page.locator(".finding .rule").first.click()
    assert violations() == []
    page.keyboard.press("Escape")
    page.locator("[data-view=clusters]").click()
    page.locator(".cluster .head button").first.click()
    assert violations() == []
    watched.close()
