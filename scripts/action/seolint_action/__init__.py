"""What the GitHub Action does around one run of seolint; the standard library only."""
