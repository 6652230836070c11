"""The statement on a proof against its prescribed text, element by element."""

from __future__ import annotations

from collections.abc import Iterator

from origin.proofs.alignment import Alignment, Change
from origin.proofs.findings import ProofFinding, Weight, not_modelled
from origin.proofs.inspection import Inspection

LEAST_MATCHED = 0.3
"""A text of which fewer of the words stand there is not that text."""
MOST_SHOWN = 120
SUBSTANCE = ("declaration", "origin")
"""Elements whose change may turn the meaning of the statement round."""


def check_statement(inspection: Inspection) -> Iterator[ProofFinding]:
    """No text, another agreement's, one that breaks off, an element that is missing or reads otherwise."""
    provision, presented = inspection.provision, inspection.presented
    if not provision.wordings or presented.kind == "importers-knowledge":
        return
    citation = provision.wording_citation or provision.citation
    if presented.text is None:
        message = "the statement itself was not given, so that its text could not be compared"
        yield ProofFinding("text-not-given", Weight.FORMAL, message, citation, cure="ask the importer for the proof")
        return
    recognised, titles = inspection.recognised, inspection.library.titles
    expected = recognised.expected if recognised else None
    wanted = " or ".join(titles.get(name, name) for name in provision.wordings)
    language = recognised.other_language if recognised else None
    if language and any(language in inspection.library.unread.get(name, ()) for name in provision.wordings):
        what = f"the prescribed {wanted} in the language of this one ({language}), so that it could not be compared"
        yield not_modelled("wording-language", what, citation)
        return
    if recognised is not None and recognised.other is not None:
        message = f"this is the text of another proof: the {titles[recognised.other]}"
        yield ProofFinding("wording-other-agreement", Weight.DOUBT, message, citation, _short(presented.text), wanted)
        return
    if expected is None or not resembles(expected):
        message = f"nothing in this text resembles the prescribed {wanted}"
        yield ProofFinding("wording-missing", Weight.DOUBT, message, citation, _short(presented.text), wanted)
        return
    yield from _elements(inspection, expected, citation)
    yield from _one_of(inspection, expected, citation)


def readable(inspection: Inspection, element: str) -> bool:
    """Whether the statement can be read as far as an element: it is the expected text, and has not broken off before.

    True where there is no statement to be read, as on a certificate.
    """
    if inspection.presented.text is None or not inspection.provision.wordings:
        return True
    recognised = inspection.recognised
    expected = recognised.expected if recognised else None
    if recognised is None or recognised.other is not None or expected is None or not resembles(expected):
        return False
    broken = breaks_off(expected)
    order = expected.template.elements
    return broken is None or element not in order or order.index(element) <= order.index(broken)


def resembles(expected: Alignment) -> bool:
    """Whether enough of the prescribed words stand there for the text to be meant."""
    needed = [one for one in expected.template.items if one.element not in expected.template.optional]
    return expected.words_matched >= LEAST_MATCHED * len(needed)


def breaks_off(expected: Alignment) -> str | None:
    """The element in which the statement breaks off: all that follows it is missing; None where it goes to the end."""
    elements = [name for name in expected.template.elements if name not in expected.template.optional]
    last = max((at for at, name in enumerate(elements) if expected.matched[name]), default=-1)
    if last == len(elements) - 1:
        ending = [item for item in expected.template.items if item.element == elements[-1]]
        missing = [change for change in expected.faults if change.element == elements[-1] and change.found is None]
        tail = _missing_at_end(expected)
        return elements[-1] if len(missing) >= 2 and tail >= 2 and len(ending) > tail else None
    return elements[last] if last >= 0 else None


def _missing_at_end(expected: Alignment) -> int:
    """How many of the last words of the text are missing."""
    missing = [change.wanted for change in expected.changes if change.found is None]
    fixed = [getattr(item, "word", None) for item in expected.template.items]
    count = 0
    for word in reversed([word for word in fixed if word is not None]):
        if not missing or missing[-1] != word:
            break
        missing.pop()
        count += 1
    return count


def _elements(inspection: Inspection, expected: Alignment, citation: str) -> Iterator[ProofFinding]:
    template = expected.template
    broken = breaks_off(expected)
    if broken is not None:
        message = "the statement breaks off before its end"
        rest = " ".join(text for name, text in template.texts.items() if _after(template.elements, name, broken))
        yield ProofFinding(
            "wording-truncated",
            Weight.FORMAL,
            message,
            citation,
            _short(inspection.presented.text or ""),
            _short(rest or template.texts[broken]),
            cure="the exporter makes out the whole statement",
            element=broken,
        )
        return
    for name in template.elements:
        faults = [change for change in expected.faults if change.element == name]
        if faults:
            yield _element(inspection, expected, name, faults, citation)


def _after(elements: tuple[str, ...], name: str, broken: str) -> bool:
    return elements.index(name) > elements.index(broken)


def _element(
    inspection: Inspection, expected: Alignment, name: str, faults: list[Change], citation: str
) -> ProofFinding:
    prescribed = expected.template.texts[name]
    found = ", ".join(_told(change) for change in faults)
    if all(change.misspelt for change in faults):
        return ProofFinding(
            "wording-spelling",
            Weight.NOTE,
            "a word is misspelt",
            inspection.agreement.proof_provisions.discrepancies or citation,
            found,
            prescribed,
            element=name,
        )
    missing = not expected.matched[name] and all(change.found is None for change in faults)
    what = _what(inspection, name)
    return ProofFinding(
        "wording-element-missing" if missing else "wording-changed",
        Weight.DOUBT if name in SUBSTANCE and not missing else Weight.FORMAL,
        f"a part of the statement is missing: {what}"
        if missing
        else f"a part of the statement reads otherwise: {what}",
        citation,
        None if missing else found,
        prescribed,
        cure="the exporter makes out the statement in the prescribed words",
        element=name,
    )


def _told(change: Change) -> str:
    if change.found is None:
        return f"without “{change.wanted}”"
    return f"“{change.found}”" + (f" for “{change.wanted}”" if change.wanted else " added")


def _what(inspection: Inspection, name: str) -> str:
    """What an element is for, in the words of the data folder."""
    for wording in inspection.provision.wordings:
        found = inspection.library.elements.get(wording, {}).get(name)
        if found:
            return found
    return name


def _one_of(inspection: Inspection, expected: Alignment, citation: str) -> Iterator[ProofFinding]:
    """One of the sentences that a text needs beside it."""
    wanted = [part for name in inspection.provision.wordings for part in inspection.library.one_of.get(name, ())]
    if not wanted:
        return
    marks = " ".join(inspection.presented.marks or ())
    words = [word.text for word in inspection.library.words(f"{inspection.presented.text} {marks}")]
    if not any(_stands_in(part, words) for part in wanted):
        yield ProofFinding(
            "wording-addition-missing",
            Weight.FORMAL,
            "a statement that must stand beside the text is missing",
            citation,
            accepted=" or ".join(" ".join(part).upper() for part in wanted),
        )


def _stands_in(part: tuple[str, ...], words: list[str]) -> bool:
    return any(tuple(words[at : at + len(part)]) == part for at in range(len(words) - len(part) + 1))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else line[: MOST_SHOWN - 3] + "..."
