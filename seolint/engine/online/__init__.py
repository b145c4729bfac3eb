"""Asking the network whether URLs answer: only when the user says so, politely, within bounds, and never inside a network."""
