"""Prose → quantities, metrics and claims: what the sentences of a report say in numbers."""
