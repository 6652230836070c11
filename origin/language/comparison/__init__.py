"""Compares rules by meaning: whether every production that satisfies one satisfies another."""
