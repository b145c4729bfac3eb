"""The version of seolint."""

VERSION = "0.1.0"
