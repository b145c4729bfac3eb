"""The built-in rules of seolint."""
