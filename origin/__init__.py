"""The toolkit for preferential origin of goods: law as data, exact answers, every step shown."""

__version__ = "0.1.0"
