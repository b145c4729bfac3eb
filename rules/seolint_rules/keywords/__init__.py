"""Rules about keywords."""
