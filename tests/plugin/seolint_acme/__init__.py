"""The house rules of ACME."""
