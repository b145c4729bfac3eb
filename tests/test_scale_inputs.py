"""Posts in an object store and in Parquet: the same findings as those of the same posts on the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from scaling import check, copied, made_site, on_dask, plain, same, start, wait_for

boto3: Any = pytest.importorskip("boto3", reason="moto and s3fs are not installed: pip install 'seolint-ja[dev]'")
moto_server: Any = pytest.importorskip("moto.server", reason="moto is not installed: pip install 'seolint-ja[dev]'")
pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'seolint-ja[dev]'")
BUCKET = "kama"
_KEYS = {
    "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1", "NO_PROXY": "127.0.0.1",
    "no_proxy": "127.0.0.1",
}  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    """An S3-compatible server on loopback; the environment by which it is found."""
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    env = {**_KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}
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
        ({"/2026/a.md": "a"}, {}, 'the path "/2026/a.md" must be one below the root of the site'),
        ({"a/../b.md": "a"}, {}, 'the path "a/../b.md" must be one below the root of the site'),
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


def _written(file: Path, paths: object, texts: object) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'seolint-ja[dev]'")
    pytest.importorskip("pyarrow.parquet").write_table(pyarrow.table({"path": paths, "text": texts}), file)


@pytest.mark.parametrize("column", ["path", "text"])
def test_parquet_with_columns_of_other_types_is_refused(column: str, tmp_path: Path) -> None:
    _written(tmp_path / "a.parquet", *([5] if column == name else ["a.md"] for name in ("path", "text")))
    done = check("a.parquet", *on_dask(tmp_path / "run"), folder=tmp_path)
    assert done.returncode == 2
    assert f"the column {column} is of the type int64; make it one of strings" in done.stderr.decode()


def test_strings_of_parquet_that_are_not_utf_8_are_a_finding_each(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'seolint-ja[dev]'")
    rows = {"a.md": "窯".encode("shift_jis"), "b.md": "窯".encode()}
    _written(tmp_path / "a.parquet", [*rows], pyarrow.array([*rows.values()], pyarrow.binary()).view(pyarrow.string()))
    done = check("a.parquet", *on_dask(tmp_path / "run"), folder=tmp_path)
    found = json.loads(done.stdout)
    assert [each["path"] for each in found["diagnostics"] if each["rule"] == "parse-failed"] == ["a.md"]
    assert found["summary"]["files"] == 2


def test_one_file_behind_a_url_is_refused(tmp_path: Path, store: dict[str, str]) -> None:
    _client(store).put_object(Bucket=BUCKET, Key="one/a.md", Body=b"# a")
    done = check(f"s3://{BUCKET}/one/a.md", *on_dask(tmp_path / "run"), folder=tmp_path, env=store)
    assert done.returncode == 2
    assert f"s3://{BUCKET}/one/a.md is a file: name the folder of its site" in done.stderr.decode()


def test_the_run_folder_is_no_part_of_the_posts_around_it_and_keys_may_have_any_name(tmp_path: Path, store: dict[str, str]) -> None:
    paths = ["a.md", "b//c.md", "d/../e.md", "f../g.md"]
    for path in paths:
        _client(store).put_object(Bucket=BUCKET, Key=f"around/{path}", Body=b"# a")
    url = f"s3://{BUCKET}/around"
    done = check(url, *on_dask(f"{url}/run"), folder=tmp_path, env=store)
    assert [each["path"] for each in json.loads(done.stdout)["posts"]] == [f"{url}/{path}" for path in paths]
    again = check(url, *on_dask(f"{url}/run"), folder=tmp_path, env=store)
    assert again.stdout == done.stdout
    assert b" 0 parts made" in again.stderr


def test_what_cannot_be_fetched_ends_the_run_and_is_not_remembered(tmp_path: Path) -> None:
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    env = {**_KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}
    _client(env).create_bucket(Bucket=BUCKET)
    site, run = made_site(tmp_path / "brief", 4), tmp_path / "run"
    _upload(site, "brief", env)
    process = start(f"s3://{BUCKET}/brief", *on_dask(run), folder=tmp_path, env=env)
    wait_for(run, "files")
    server.stop()
    _, err = process.communicate(timeout=300)
    assert process.returncode == 2
    assert "cannot be fetched (" in err.decode()
    assert b"Traceback" not in err
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=port)
    server.start()
    done = check(f"s3://{BUCKET}/brief", *on_dask(run), folder=tmp_path, env=env)
    server.stop()
    assert done.stdout.replace(f"s3://{BUCKET}/".encode(), b"") == plain(tmp_path, "brief")[0]


def test_sarif_names_posts_by_their_urls(tmp_path: Path, store: dict[str, str]) -> None:
    _client(store).put_object(Bucket=BUCKET, Key="sarif/窯 1.md", Body=b"# a\n\n## \n")
    done = check(f"s3://{BUCKET}/sarif", *on_dask(tmp_path / "run", "--format", "sarif"), folder=tmp_path, env=store)
    at = json.loads(done.stdout)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert at == {"uri": f"s3://{BUCKET}/sarif/%E7%AA%AF%201.md"}
