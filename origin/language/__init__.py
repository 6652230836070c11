"""Text to rule tree and back: the notation of product-specific rules, its parser and its renderers."""
