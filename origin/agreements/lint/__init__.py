"""Looks packs over: what makes a pack wrong (errors), and what its reader should know (warnings)."""

from origin.agreements.lint.run import Looked, lint, lint_all

__all__ = ["Looked", "lint", "lint_all"]
