"""Rules about how ACME writes."""
