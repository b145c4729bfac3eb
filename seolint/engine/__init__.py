"""Runs rules: map every page, group the facts by key, judge every key."""
