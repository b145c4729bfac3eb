"""Posts in an object store and in Parquet: the same findings as those of the same posts on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from scaling import check, copied, made_site, on_dask, plain, same

boto3: Any = pytest.importorskip("boto3", reason="moto and s3fs are not installed: pip install 'seolint-ja[dev]'")
moto_server: Any = pytest.importorskip("moto.server", reason="moto is not installed: pip install 'seolint-ja[dev]'")
pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'seolint-ja[dev]'")
BUCKET = "kama"


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """An S3-compatible server on loopback; the environment by which it is found."""
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    env = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1",
    }  # fmt: skip
    client = _client(env)
    client.create_bucket(Bucket=BUCKET)
    yield env
    server.stop()


def _client(env: dict[str, str]) -> Any:
    return boto3.client(
        "s3", endpoint_url=env["AWS_ENDPOINT_URL"], aws_access_key_id="key", aws_secret_access_key="secret", region_name="us-east-1"
    )


def _upload(folder: Path, prefix: str, env: dict[str, str]) -> None:
    client = _client(env)
    for path in folder.rglob("*"):
        if path.is_file():
            client.put_object(Bucket=BUCKET, Key=f"{prefix}/{path.relative_to(folder).as_posix()}", Body=path.read_bytes())


@pytest.mark.parametrize("name", ["jekyll-site", "hugo-site", "made"])
def test_a_bucket_is_read_as_the_same_files_are_on_the_disk(name: str, tmp_path: Path, store: dict[str, str]) -> None:
    site = made_site(tmp_path / name, 20) if name == "made" else copied(name, tmp_path)
    _upload(site, name, store)
    wanted, code = plain(tmp_path, name)
    done = check(f"s3://{BUCKET}/{name}", *on_dask(f"s3://{BUCKET}/run-{name}"), folder=tmp_path, env=store)
    assert done.returncode == code, done.stderr.decode()[-3000:]
    assert done.stdout.replace(f"s3://{BUCKET}/".encode(), b"") == wanted
    again = check(f"s3://{BUCKET}/{name}/", *on_dask(f"s3://{BUCKET}/run-{name}"), folder=tmp_path, env=store)
    assert again.stdout == done.stdout
    assert b" 0 parts made" in again.stderr


def _parquet(file: Path, rows: Mapping[str, str], **columns: str) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'seolint-ja[dev]'")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table({columns.get("path", "path"): [*rows], "text": [*rows.values()]})
    parquet.write_table(table, file, row_group_size=7)


def test_parquet_says_what_files_of_the_same_paths_say(tmp_path: Path) -> None:
    site = made_site(tmp_path / "made", 20)
    (site / "a.svg").unlink()
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    rows = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in files}
    folder = tmp_path / "posts.parquet"
    folder.mkdir()
    names = [*rows]
    _parquet(folder / "part-0.parquet", {name: rows[name] for name in names[:9]})
    _parquet(folder / "part-1.parquet", {name: rows[name] for name in reversed(names[9:])})
    (tmp_path / "empty").mkdir()
    same(check(str(folder), *on_dask(tmp_path / "run"), folder=tmp_path / "empty"), plain(site, "."))


@pytest.mark.parametrize(
    ("rows", "columns", "said"),
    [
        ({"a.md": "a"}, {"path": "name"}, "there is no column path"),
        ({"": "a"}, {}, "a row has no path"),
    ],
)
def test_parquet_without_what_is_needed_is_refused(
    rows: dict[str, str], columns: dict[str, str], said: str, tmp_path: Path
) -> None:
    _parquet(tmp_path / "a.parquet", rows, **columns)
    done = check("a.parquet", *on_dask(tmp_path / "run"), folder=tmp_path)
    assert (done.returncode, said in done.stderr.decode()) == (2, True)


def test_what_cannot_be_listed_is_refused_in_one_sentence(tmp_path: Path, store: dict[str, str]) -> None:
    (tmp_path / "a.parquet").write_bytes(b"none")
    for path, said in (
        ("a.parquet", "a.parquet cannot be read"), (f"s3://{BUCKET}/none", "there is nothing at"),
        ("s3://no-such-bucket/a", "s3://no-such-bucket/a"), ("nothing://a", "nothing://a"), ("memory://a", "memory of one process"),
    ):  # fmt: skip
        done = check(path, *on_dask(tmp_path / "run"), folder=tmp_path, env=store)
        assert done.returncode == 2
        assert said in done.stderr.decode()
        assert b"Traceback" not in done.stderr
