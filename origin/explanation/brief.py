"""A finding in one clause, for the sentence that says why."""

from __future__ import annotations

from origin.determination.findings import AllowFound, DefinedFound, DoneFound, EachFound, Found, JoinFound, ShareFound
from origin.determination.production import Production
from origin.explanation.answer import Answer
from origin.explanation.share_words import share_sentence
from origin.explanation.words import name_with_code, named
from origin.language import tree as t
from origin.language.english import test_english
from origin.language.english_processes import process_english
from origin.language.english_tests import done_english, each_english
from origin.language.notation import test_text
from origin.nomenclature.code import Level

_OTHER = {Level.CHAPTER: "chapter", Level.HEADING: "heading", Level.SUBHEADING: "subheading"}
MOST_PARTS = 3


def brief_met(found: Found, production: Production, answer: Answer) -> str:
    """Why a test is met."""
    match found:
        case ShareFound():
            return share_sentence(found, production, answer)
        case EachFound() if isinstance(found.test.condition, t.Shift) and found.test.scope == t.ALL_NON_ORIGINATING:
            level = found.test.condition.level
            if found.test.condition.excluding:
                return each_english(found.test, True, answer.glossary)
            if level is None:
                return "it asks for no change of classification"
            return f"every non-originating material is of another {_OTHER[level]} than the product"
        case EachFound():
            return each_english(found.test, True, answer.glossary)
        case DoneFound():
            return done_english(found.test, True, answer.glossary)
        case JoinFound() if isinstance(found.test, t.AllOf) and len(found.parts) <= MOST_PARTS:
            return "; and ".join(brief_met(part, production, answer) for part in found.parts)
        case JoinFound() if isinstance(found.test, t.AnyOf):
            return next(brief_met(part, production, answer) for part in found.parts if part.truth is True)
        case DefinedFound() if found.inner is not None:
            return brief_met(found.inner, production, answer)
        case AllowFound() if found.strict.truth is True:
            return brief_met(found.strict, production, answer)
        case _:
            return test_english(found.test, answer.glossary)


def brief_unmet(found: Found, production: Production, answer: Answer) -> str:
    """Why a test is not met: the first part that fails."""
    match found:
        case ShareFound():
            return share_sentence(found, production, answer)
        case EachFound() if found.offenders and isinstance(found.test.condition, t.Shift):
            level = found.test.condition.level
            names = _names(found.offenders, production, answer)
            if level is None or found.test.condition.excluding:
                return f"{names} may not be non-originating"
            return f"not of another {_OTHER[level]} than the product: {names}"
        case EachFound() if found.offenders:
            names = _names(found.offenders, production, answer)
            return f"{each_english(found.test, True, answer.glossary)}: not so for {names}"
        case DoneFound():
            clause = done_english(found.test, True, answer.glossary)
            steps = zip(found.test.process.steps, found.steps, strict=True)
            missing = [process_english(t.Process((step,)), answer.glossary) for step, truth in steps if truth is False]
            if missing and len(missing) < len(found.steps):
                return f"it asks that {clause}, and {named(missing)} did not"
            if found.offenders and not missing:
                names = _names(found.offenders, production, answer)
                return f"{names} came in after the point from which the work must be done here ({clause})"
            return f"it asks that {clause}"
        case JoinFound():
            failing = [part for part in found.parts if part.truth is False] or list(found.parts)
            return brief_unmet(failing[0], production, answer)
        case DefinedFound() if found.inner is not None:
            return brief_unmet(found.inner, production, answer)
        case AllowFound():
            return brief_unmet(found.strict, production, answer)
        case _:
            return f"it asks for {test_text(found.test)}"


def _names(numbers: tuple[int, ...], production: Production, answer: Answer) -> str:
    return named([name_with_code(line.article) for line in answer.lines(numbers, production)])
