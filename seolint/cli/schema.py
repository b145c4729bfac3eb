"""``seolint schema``: the JSON Schema of the configuration."""

from __future__ import annotations

import sys

import click


@click.command("schema", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> int:
    """Print the JSON Schema of seolint.toml, for editors that check and complete it."""
    import msgspec

    from seolint.settings_schema import schema

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n")
    return 0
