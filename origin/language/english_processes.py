"""Production processes in English, worded as the agreements do: "weaving combined with dyeing or with coating"."""

from __future__ import annotations

from origin.language import tree as t
from origin.language.english_scopes import items_english
from origin.language.english_words import joined, number_word, process_label
from origin.language.glossary import Glossary


def process_english(process: t.Process, glossary: Glossary | None = None) -> str:
    """A process as a noun phrase.

    A step that offers a choice binds its connecting word to each option ("combined with dyeing or with coating"), and
    what follows a choice applies "in each case".
    """
    first, *others = process.steps
    text = joined([_operation(operation, glossary) for operation in first.options], "or")
    choice = len(first.options) > 1
    for number, step in enumerate(others):
        text += _connection(process.ordered, number > 0, choice) + _step(step, process.ordered, glossary)
        choice = choice or len(step.options) > 1
    return text


def _connection(ordered: bool, later: bool, choice: bool) -> str:
    """How a step is tied to those before it, of which one may have offered a choice."""
    if choice:
        return f",{' and' if later else ''} in each case {'followed' if ordered else 'combined'} "
    if later:
        return " and then " if ordered else " and "
    return f" {'followed' if ordered else 'combined'} "


def _step(step: t.Step, ordered: bool, glossary: Glossary | None) -> str:
    preposition = "by" if ordered else "with"
    return " or ".join(f"{preposition} {_operation(operation, glossary)}" for operation in step.options)


def _operation(operation: t.Operation, glossary: Glossary | None) -> str:
    text = operation.term if operation.quoted else process_label(operation.term, glossary)
    if operation.count != 1:
        text = f"at least {number_word(operation.count)} {text}"
    if operation.inputs:
        text += "".join(
            f"{' or' if number else ''} of {items_english((item,), glossary)}"
            for number, item in enumerate(operation.inputs)
        )
    return text
