"""Reads the published wording of product-specific rules into the rule tree."""

from origin.language.legal.read import read_rule_set
from origin.language.legal.reading import Choice, PublishedRule, Reading, ReadRule, Unread

__all__ = ["Choice", "PublishedRule", "ReadRule", "Reading", "Unread", "read_rule_set"]
