"""Text to rule tree and back: the notation of product-specific rules, its parser and its renderers."""

LANGUAGE_VERSION = 2
"""The version of the notation; a compiled rule list of another version is compiled anew."""
