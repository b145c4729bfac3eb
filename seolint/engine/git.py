"""Git, asked so that nothing of the repository runs: no hook, filter, driver or fetch, and nothing is written to it."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cached_property
from tempfile import TemporaryDirectory

from seolint.diagnostic import Text
from seolint.engine.refused import RefusedError

_SETTINGS = (
    "core.quotepath=off", "core.fsmonitor=false", f"core.hooksPath={os.devnull}", "core.pager=cat",
)  # fmt: skip
_LEAD_ELSEWHERE = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE", "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
)  # fmt: skip
"""What hooks and scripts may have set for another repository, or for what people see."""


class Git:
    """One repository, by the folder at its top."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._program = _program()
        self._environment = {name: value for name, value in os.environ.items() if name not in _LEAD_ELSEWHERE}
        self._environment |= {
            "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "GIT_NO_LAZY_FETCH": "1",
            "GIT_ALLOW_PROTOCOL": "none",
        }  # fmt: skip

    def run(self, *arguments: str, settings: tuple[str, ...] = (), index: str = "") -> bytes:
        """What git prints. Raises RefusedError with git's own reason."""
        done = self._call(arguments, settings, index)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            why = (said[0] if said else f"{arguments[0]}: exit code {done.returncode}").removeprefix("fatal: ")
            raise RefusedError(Text(f"git cannot tell what changed in {self.root}: {why}",
                                    f"{self.root} の変更をgitから読み取れません：{why}"))  # fmt: skip
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """A single answer in one line; None when git has none."""
        done = self._call(arguments)
        return None if done.returncode else done.stdout.decode(errors="replace").removesuffix("\n")

    def diff(self, *arguments: str) -> bytes:
        """``git diff`` of the files as they are; a copy of the index takes what git finds out about them."""
        own = ("diff", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all", "--diff-filter=d", "-O/dev/null")
        with TemporaryDirectory(prefix="seolint-") as folder:
            copy = os.path.join(folder, "index")
            index = os.path.join(self.root, self._line("rev-parse", "--git-path", "index"))
            if os.path.isfile(index):
                shutil.copy2(index, copy)  # with its time, by which git tells files that changed in the same second
            return self.run(*own, *arguments, settings=self._unfiltered, index=copy)

    def _line(self, *arguments: str) -> str:
        return self.run(*arguments).decode("utf-8", "surrogateescape").removesuffix("\n")

    def _call(
        self, arguments: tuple[str, ...], settings: tuple[str, ...] = (), index: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        command = [self._program, "--no-pager"]
        for setting in (*_SETTINGS, *settings):
            command += ["-c", setting]
        environment = self._environment | ({"GIT_INDEX_FILE": index} if index else {})
        return subprocess.run(
            [*command, *arguments], cwd=self.root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )

    @cached_property
    def _unfiltered(self) -> tuple[str, ...]:
        """Settings that switch off the filters of the repository's own configuration, which are commands; the user's stay."""
        asked = ("config", "-z", "--show-scope", "--includes", "--name-only", "--get-regexp", r"^filter\.")
        done = self._call(asked)
        if done.returncode == 1:
            return ()
        fields = done.stdout.decode("utf-8", "surrogateescape").split("\0")
        own = {name.rpartition(".")[0] for scope, name in zip(fields[::2], fields[1::2], strict=False)
               if scope not in {"system", "global", "command"}}  # fmt: skip
        if done.returncode or any("=" in name for name in own):
            raise RefusedError(Text(
                f"{self.root} has filters in its git configuration that cannot be switched off; leave --changed out",
                f"{self.root} のgitの設定に、止められないフィルターがあります。--changed を外してください",
            ))  # fmt: skip
        return tuple(
            f"{name}.{key}" for name in sorted(own) for key in ("clean=", "smudge=", "process=", "required=false")
        )


def _program() -> str:
    """Git by its whole path; never one that lies in the working directory."""
    names = ("git.exe",) if os.name == "nt" else ("git",)
    for folder in os.get_exec_path():
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
                return path
    raise RefusedError(Text(
        "--changed needs git, which is not on the PATH: install it, or leave --changed out",
        "--changed にはgitが必要ですが、PATHにありません。インストールするか、--changed を外してください",
    ))  # fmt: skip
