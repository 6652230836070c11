"""A process that is composed of operations takes place where an operation of each of its parts does."""

from __future__ import annotations

from itertools import chain
from itertools import product as every

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origin.determination.processes import composed, operation_done
from origin.dossier.model import Maker, ProcessStep, Production
from origin.language import tree as t
from tests.determination.build import (
    ask,
    decide,
    dossier,
    eu_uk,
    eu_uk_with,
    intermediate,
    material,
    no,
    product,
    unknown,
    yes,
)

GLOSSARY = eu_uk().glossary
COMPOSED = {term: entry.parts for term, entry in GLOSSARY.processes.items() if entry.parts}
GROUPS = {term for term, entry in GLOSSARY.processes.items() if entry.members}
TERMS = sorted(set(chain.from_iterable(chain.from_iterable(COMPOSED.values()))) | set(COMPOSED))


def stated(*terms: str) -> tuple[ProcessStep, ...]:
    """Operations on the product."""
    return tuple(map(ProcessStep, terms))


def asked(term: str, count: int = 1) -> t.Operation:
    """An operation that a rule asks for."""
    return t.Operation(term, count=count)


def test_the_parts_are_plain_operations() -> None:
    """Each part of a composed process is a choice of known operations, neither groups nor composed themselves."""
    for term, parts in COMPOSED.items():
        named = list(chain.from_iterable(parts))
        assert len(parts) > 1, term
        assert all(parts), term
        assert set(named) <= set(GLOSSARY.processes) - GROUPS - set(COMPOSED), term
        assert len(named) == len(set(named)), term
        assert GLOSSARY.processes[term].source, term
        assert not GLOSSARY.processes[term].members, term


def test_no_group_counts_a_part_beside_its_whole() -> None:
    """No group has both a composed process and a part of it as members: "2 of" would count one operation twice."""
    for term in GROUPS:
        members = set(GLOSSARY.processes[term].members)
        for whole in members & set(COMPOSED):
            assert members.isdisjoint(chain.from_iterable(COMPOSED[whole])), (term, whole)


@pytest.mark.parametrize("term", COMPOSED)
def test_every_choice_of_parts(term: str) -> None:
    """One operation of each part is enough, whichever; without any one part it is not."""
    for choice in every(*COMPOSED[term]):
        assert operation_done(asked(term), stated(*choice), GLOSSARY) is True
        for left_out in choice:
            rest = [one for one in choice if one != left_out]
            assert operation_done(asked(term), stated(*rest), GLOSSARY) is False


@given(st.sets(st.sampled_from(TERMS)), st.sampled_from(sorted(COMPOSED)))
def test_a_naive_reading(done: set[str], term: str) -> None:
    """A composed process took place where it is stated, or where no part is without an operation that is stated."""
    naive = term in done or all(any(one in done for one in part) for part in COMPOSED[term])
    assert operation_done(asked(term), stated(*done), GLOSSARY) is naive


def test_the_whole_is_not_its_parts() -> None:
    """A composed process that is stated does not say that an operation of one of its parts took place by itself."""
    assert operation_done(asked("sewing"), stated("making-up"), GLOSSARY) is False
    assert operation_done(asked("bleaching"), stated("furskin-dressing-and-assembly"), GLOSSARY) is False


def test_a_member_of_a_group_may_be_composed() -> None:
    """A group has taken place where the parts of one of its members have (EU-style note 7.1)."""
    parts = stated("sulphuric-acid-treatment", "neutralisation", "decolourisation")
    assert operation_done(asked("specific-process"), parts, GLOSSARY) is True
    assert operation_done(asked("specific-process"), parts[:2], GLOSSARY) is False
    assert operation_done(asked("specific-process", 2), parts, GLOSSARY) is False
    assert operation_done(asked("specific-process", 2), (*parts, ProcessStep("cracking")), GLOSSARY) is True


def test_on_which_material() -> None:
    """Operations on different materials are not one composed process on either of them."""
    steps = (ProcessStep("cutting", on=("shell",)), ProcessStep("sewing", on=("lining",)))
    assert operation_done(asked("making-up"), steps, GLOSSARY, on="shell") is False
    steps = (ProcessStep("cutting", on=("shell", "lining")), ProcessStep("sewing"))
    assert operation_done(asked("making-up"), steps, GLOSSARY, on="shell") is True


@pytest.mark.parametrize(
    ("term", "done", "truth"),
    [
        ("weaving", ["fabric-formation"], None),
        ("felting", ["nonwoven-formation"], None),
        ("felting", ["fabric-formation"], None),
        ("spinning", ["fabric-formation"], False),
        ("distillation", ["specific-process"], None),
        ("bleaching", ["preparatory-or-finishing-operations"], None),
        ("furskin-dressing-and-assembly", ["preparatory-or-finishing-operations", "cutting", "sewing"], None),
        ("furskin-dressing-and-assembly", ["preparatory-or-finishing-operations", "cutting"], False),
    ],
)
def test_a_group_that_is_stated_leaves_its_members_open(term: str, done: list[str], truth: bool | None) -> None:
    """Where the dossier names a group only, any of its members may have taken place, and nothing else."""
    assert operation_done(asked(term), stated(*done), GLOSSARY) is truth


JACKET = "done(weaving with making-up)"


@pytest.mark.parametrize(
    ("done", "verdict"),
    [
        (["making-up"], yes),
        (["cutting", "sewing"], yes),
        (["cutting-to-shape", "assembly"], yes),
        (["sewing", "ironing", "cutting", "packing"], yes),
        (["cutting"], no),
        (["sewing"], no),
        (["cutting", "ironing"], no),
        ([], no),
        (None, unknown),
    ],
)
def test_a_garment_is_made_up_of_cut_and_sewn_fabric(done: list[str] | None, verdict: str) -> None:
    """Cutting and sewing are making-up together; one of them is not, and what is not stated is not known."""
    fabric = intermediate("5209.42", 12, material("5205.11", 5, weight=1), done=["weaving"])
    assert verdict == decide(eu_uk_with(JACKET), product("6201.40", 60, done=done), fabric, certain=True)


def test_where_a_part_takes_place() -> None:
    """What is sewn in a third country is not made up in the parties, though it was cut there."""
    fabric = intermediate("5209.42", 12, material("5205.11", 5, weight=1), done=["weaving"])
    steps = [ProcessStep("cutting", "GB", simple=False), ProcessStep("sewing", "MA", simple=False)]
    assert no == decide(eu_uk_with(JACKET), product("6201.40", 60, done=steps), fabric)


def test_parts_on_an_intermediate_count_in_a_chain() -> None:
    """Cut here into panels, sewn here into the garment: both are in the chain of its production."""
    fabric = intermediate("5209.42", 12, material("5205.11", 5, weight=1), done=["weaving"])
    panels = intermediate("6217.90", 20, fabric, done=["cutting"], id="panels")
    assert yes == decide(eu_uk_with(JACKET), product("6201.40", 60, done=["sewing"]), panels)


def test_the_trace_names_the_parts() -> None:
    """What was taken for a composed process is found again step by step, in the order of its parts."""
    of = dossier(product("6201.40", 60, done=["sewing", "weaving", "cutting"]), material("5205.11", 5, weight=1))
    judged = ask(eu_uk_with(JACKET), of).judgement
    process = t.Process((t.Step((asked("weaving"),)), t.Step((asked("making-up"),))))
    assert composed(process, judged.production) == ((), (("cutting", "sewing"),))


def test_a_maker_elsewhere_states_nothing_here() -> None:
    """Operations of a supplier abroad are no part of a process here."""
    made = Production(Maker.SUPPLIER, "CN", stated("cutting"))
    panels = material("6217.90", 20, made=made)
    assert no == decide(eu_uk_with(JACKET), product("6201.40", 60, done=["weaving", "sewing"]), panels)
