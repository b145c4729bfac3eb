"""Which posts changed, and which of their lines, by git: the files as they are against a commit."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from seolint.diagnostic import Text
from seolint.engine.git import Git
from seolint.engine.read import printable
from seolint.engine.refused import RefusedError
from seolint.engine.repository import repository

HEAD = "HEAD"
_ENDING = re.compile(r"[A-Za-z0-9]+")
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class Change(Struct, frozen=True):
    """What changed in a post: all of it when it is ``new``, else ``hunks`` of lines, each the first and how many.

    Lines are git's, from 1, ending with LF. None at all: something stood behind the first, and is gone.
    """

    new: bool
    hunks: tuple[tuple[int, int], ...] = ()

    def touches(self, first: int, last: int) -> bool:
        """Whether the lines ``first`` to ``last`` changed, or some between them are gone."""
        return self.new or any(
            start <= last and first < start + count if count else first <= start < last for start, count in self.hunks
        )


class Changes:
    """The changes since the revision ``base``, in whichever repositories the posts are."""

    def __init__(self, base: str, paths: Iterable[str], option: str) -> None:
        """``paths`` are those of the user. Raises RefusedError at once when their repositories do not know ``base``."""
        if not base or base.startswith("-"):
            raise RefusedError(Text(
                f'{option}={base}: this names no revision; write {option}, or {option}=main',
                f"{option}={base} はリビジョンの名前ではありません。{option} か、{option}=main のように書いてください",
            ))  # fmt: skip
        self._base, self._option = base, option
        self._git = cache(Git)
        self._commit = cache(self._find_commit)
        self._root = cache(repository)
        self._here = os.path.realpath(".")
        for path in paths:
            real = os.path.realpath(path)
            folder = real if os.path.isdir(real) else os.path.dirname(real)
            self._commit(self._repository(folder, path))

    def of(self, posts: Sequence[str], *, lines: bool) -> dict[str, Change]:
        """What changed in each of ``posts`` that did, by path; with ``lines`` where."""
        found: dict[str, Change] = {}
        real = cache(os.path.realpath)
        homes: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for post in posts:
            names = {os.path.join(real(os.path.dirname(post) or "."), os.path.basename(post))}
            if os.path.islink(post):
                names.add(os.path.realpath(post))
            for name in names:
                root = self._repository(os.path.dirname(name), post)
                homes[root][os.path.relpath(name, root).replace(os.sep, "/")].append(post)
        for root, inside in homes.items():
            changed = self._changed(root, list(inside), lines=lines)
            for name, change in paired(changed, inside).items():
                for post in inside[name]:
                    found[post] = change
        return found

    def _repository(self, folder: str, path: str) -> str:
        root = self._root(folder)
        if not root:
            raise RefusedError(Text(
                f"{path} is in no git repository, so nothing tells what changed: leave {self._option} out",
                f"{path} はgitのリポジトリにないため、変更が分かりません。{self._option} を外してください",
            ))  # fmt: skip
        return root

    def _changed(self, root: str, names: Sequence[str], *, lines: bool) -> Mapping[str, Change]:
        """What changed in the repository at ``root``, by path from there."""
        git, commit = self._git(root), self._commit(root)
        untracked = _names(git.run("ls-files", "-z", "--others", "--exclude-standard", "--"))
        if not commit:
            return dict.fromkeys([*untracked, *_names(git.run("ls-files", "-z", "--cached", "--"))], Change(new=True))
        listed = ("--name-only", "-z", "--no-renames")
        changed = dict.fromkeys(_names(git.diff(*listed, commit, "--")), Change(new=False))
        changed |= dict.fromkeys(_names(git.diff("--cached", *listed, commit, "--")), Change(new=False))
        if lines and changed:
            form = ("-p", "-U0", "--inter-hunk-context=0", "--text", "-M", "--src-prefix=a/", "--dst-prefix=b/")
            changed |= read_patch(git.diff(*form, commit, "--", *_specs(names)))
        return changed | dict.fromkeys(untracked, Change(new=True))

    def _find_commit(self, root: str) -> str:
        """The commit that the files of a repository are compared with; "" when all of them are new."""
        git, base = self._git(root), self._base
        if git.run("rev-parse", "--show-cdup").strip():
            raise RefusedError(Text(f"{root}/.git is no git repository", f"{root}/.git はgitのリポジトリではありません"))
        if not (self._here + os.sep).startswith(root.rstrip(os.sep) + os.sep):
            recorded = self._recorded(root)
            if recorded is not None:
                if recorded and git.ask("cat-file", "-e", f"{recorded}^{{commit}}") is None:
                    raise self._unknown(git, recorded)
                return recorded
        head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if base == HEAD:
            return head or ""
        commit = git.ask("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
        if commit is None:
            raise self._unknown(git, base)
        shared = git.ask("merge-base", commit, "HEAD") if head else None
        if shared is None:
            raise self._apart(git)
        return shared

    def _recorded(self, root: str) -> str | None:
        """The commit of a submodule that the repository around it had; "" for one that is new there, None for no submodule."""
        above = self._root(os.path.dirname(root))
        if not above or above == root:
            return None
        git, name = self._git(above), os.path.relpath(root, above).replace(os.sep, "/")
        if not git.run("ls-files", "-s", "-z", "--", f":(literal){name}").startswith(b"160000 "):
            return None
        commit = self._commit(above)
        entry = git.run("ls-tree", "-z", commit, "--", name) if commit else b""
        return entry.split()[2].decode() if entry.startswith(b"160000 ") else ""

    def _unknown(self, git: Git, base: str) -> RefusedError:
        en, ja = _remedy(git)
        return RefusedError(Text(
            f'there is no revision "{base}" in {git.root}{en}', f"{git.root} に「{base}」というリビジョンはありません。{ja}"
        ))  # fmt: skip

    def _apart(self, git: Git) -> RefusedError:
        en, ja = _remedy(git)
        return RefusedError(Text(
            f'"{self._base}" and HEAD have no commit in common in {git.root}{en}',
            f"{git.root} では、「{self._base}」とHEADに共通のコミットがありません。{ja}",
        ))  # fmt: skip


def is_revision(name: str, path: str) -> bool:
    """Whether the repository of the working directory or of ``path`` knows a revision of this name."""
    for folder in dict.fromkeys((os.path.realpath("."), os.path.dirname(os.path.realpath(path)))):
        root = repository(folder)
        if root and Git(root).ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") is not None:
            return True
    return False


def read_patch(patch: bytes) -> dict[str, Change]:
    """What each file of a patch without context changes, by its new path."""
    found: dict[str, tuple[bool, list[tuple[int, int]]]] = {}
    new, hunks = False, list[tuple[int, int]]()
    lines = iter(patch.split(b"\n"))
    for line in lines:
        hunk = _HUNK.match(line)
        if line.startswith(b"diff --git "):
            new, hunks = False, []
        elif line.startswith(b"new file mode "):
            new = True
        elif line.startswith(b"+++ "):
            found[_decoded(_unquoted(line[4:]).removeprefix(b"b/"))] = (new, hunks)
        elif hunk is not None:
            taken, start, put = int(hunk[1] or b"1"), int(hunk[2]), int(hunk[3] or b"1")
            hunks.append((start, put))
            left = taken + put
            while left and (inside := next(lines, None)) is not None:
                left -= not inside.startswith(b"\\")  # "\ No newline at end of file" is not counted
    return {name: Change(new, tuple(hunks)) for name, (new, hunks) in found.items()}


def _unquoted(name: bytes) -> bytes:
    """A name in a patch: as it is, with a tab behind it when it has blanks, or between quotes."""
    if not name.startswith(b'"'):
        return name.removesuffix(b"\t")
    inner = name[1 : name.rindex(b'"')]
    return _ESCAPE.sub(lambda e: bytes([int(e[1], 8)]) if len(e[1]) == 3 else _ESCAPES.get(e[1], e[1]), inner)


def _names(listed: bytes) -> list[str]:
    return [_decoded(name) for name in listed.split(b"\0") if name]


def _decoded(name: bytes) -> str:
    return printable(name.decode("utf-8", "surrogateescape"))


def paired(changed: Mapping[str, Change], posts: Iterable[str]) -> dict[str, Change]:
    """The changes of ``posts``: by name, or, where a name is there in neither of two ways to write its marks, by the other."""
    found = {post: changed[post] for post in posts if post in changed}
    left = {unicodedata.normalize("NFC", name): change for name, change in changed.items() if name not in found}
    for post in posts:
        if post not in found and not post.isascii():
            change = left.get(unicodedata.normalize("NFC", post))
            if change is not None:
                found[post] = change
    return found


def _specs(names: Iterable[str]) -> list[str]:
    """Patterns for files like these; the old names of those that were renamed too."""
    endings = {name.rpartition(".")[2].lower() for name in names}
    odd = [f":(literal){name}" for name in names if not _ENDING.fullmatch(name.rpartition(".")[2])]
    return [*(f":(glob,icase)**/*.{each}" for each in sorted(endings) if _ENDING.fullmatch(each)), *odd]


def _remedy(git: Git) -> tuple[str, str]:
    if git.ask("rev-parse", "--is-shallow-repository") == "true":
        return (
            "; the clone is shallow: fetch its history (git fetch --unshallow; fetch-depth: 0 for actions/checkout)",
            "履歴が途中までのクローンです。git fetch --unshallow で履歴を取得してください（actions/checkout なら fetch-depth: 0）",
        )
    return "; git branch --all lists the branches", "ブランチは git branch --all で確かめられます"
