"""``seolint check --fix`` and ``--diff``: the options, and what is said of the fixes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from seolint.cli.language import Refusal
from seolint.outcome import Outcome

if TYPE_CHECKING:
    from seolint.engine.mend import Mending, Only

_OPTIONS = {
    "--fix": "Mend what can be mended safely, in the files themselves.",
    "--unsafe-fixes": "With --fix or --diff: mend what wants a second look too.",
    "--diff": "Print what --fix would change, and change nothing; exit 1 when there is something.",
    "--show-fixes": "List what was mended.",
}
Print = Callable[[Outcome, dict[str, Any], str], None]


def fix_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options about fixes, put on a command."""
    for name, said in reversed(_OPTIONS.items()):
        command = click.option(name, is_flag=True, help=said)(command)
    return command


def mending_of(paths: tuple[str, ...], options: dict[str, Any], only: Only | None = None) -> Mending | None:
    """What mends the posts of the run, or ``only`` some; None where no fixes are asked for."""
    fix, diff = options["fix"], options["diff"]
    if fix and diff:
        raise Refusal(
            "--fix changes the files, --diff only shows how: give one of them",
            "--fix はファイルを直し、--diff は直し方を見せるだけです。どちらか一方を指定してください",
        )
    if not fix and not diff:
        for name in ("unsafe_fixes", "show_fixes"):
            if options[name]:
                raise Refusal(
                    f"--{name.replace('_', '-')} says more about --fix or --diff: give one of them too",
                    f"--{name.replace('_', '-')} は --fix か --diff と一緒に使います",
                )
        return None
    from seolint.engine.mend import Mending

    return Mending(unsafe=options["unsafe_fixes"], write=fix, jobs=options["jobs"], only=only)


def report(outcome: Outcome, options: dict[str, Any], language: str, print_: Print) -> int | None:
    """Print the report with ``print_``, or the diff, and what became of the fixes; the exit code where fixes decide it."""
    mending: Mending | None = options["mending"]
    if mending is None:
        print_(outcome, options, language)
        return None
    if options["diff"]:
        from seolint.cli.diff import print_diff

        print_diff(mending, options["color"])
    elif mending.data is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(mending.data)
        with _on_standard_error():
            print_(outcome, options, language)
    else:
        print_(outcome, options, language)
    _say(mending, outcome, options, language)
    if mending.failures:
        return 2
    return int(bool(mending.posts)) if options["diff"] else None


@contextmanager
def _on_standard_error() -> Generator[None]:
    """Standard output is the post's: what is printed goes to standard error."""
    output, sys.stdout = sys.stdout, sys.stderr
    try:
        yield
    finally:
        sys.stdout = output


def _say(mending: Mending, outcome: Outcome, options: dict[str, Any], language: str) -> None:
    """On standard error, what was not mended and why, what was, and how much that is."""
    from seolint.report.table import plural
    from seolint.report.wording import mended, visible

    def say(en: str, ja: str) -> None:
        click.echo(visible(ja if language == "ja" else en), err=True)

    sys.stdout.flush()
    for mend in (mend for _, refused in sorted(mending.refused.items()) for mend in refused if mend.why):
        place, why = f"{mend.path}:{mend.line}: {mend.rule}:", mend.why
        assert why is not None
        say(f"{place} the fix “{mend.title.en}” was left out: {why.en}",
            f"{place} 「{mend.title.ja}」という直しは見送りました。{why.ja}です")  # fmt: skip
    for path, rules in sorted(mending.restless.items()):
        names = ", ".join(rules)
        say(f"{path}: the fixes of {names} do not come to an end and were left out; --ignore one of these rules",
            f"{path}: {names} の直しは、繰り返しても終わらないため見送りました。どれかを --ignore で外してください")  # fmt: skip
    for path, why in sorted(mending.failures.items()):
        say(f"{path}: not written, {why.en}", f"{path}: 書き込めませんでした。{why.ja}")
    if options["show_fixes"]:
        for mend in mending.mended:
            say(f"{mend.path}:{mend.line} {mend.rule} {mend.title.en}", f"{mend.path}:{mend.line} {mend.rule} {mend.title.ja}")
    count, posts = len(mending.mended), len(mending.posts)
    if options["diff"]:
        say(f"--fix would mend {plural(count, 'finding')} in {plural(posts, 'post')}" if count else "There is nothing to mend",
            f"--fix で{posts:,}記事の{count:,}件を直せます" if count else "自動で直せるところはありません")  # fmt: skip
    elif options["format_"] != "full":
        done = mended(count, posts)
        say(done.en, done.ja)
