"""The rule list of the EU-UK agreement: that it reads, says what it should, and misses nothing of the published copy.

The published copy lies outside the repository; where it is at hand, every code, percentage, shift, operation and
alternative that it prints is counted and compared with the tree. What differs on purpose is listed by name.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import fields, replace

from origin.language import tree as t
from origin.language.parser import parse_rule, parse_rule_list
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange, range_between
from origin.nomenclature.code_set import HsSet
from origin.nomenclature.edition import edition
from origin.nomenclature.set_text import parse_set

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "dev" / "eu.jsonl"

NOT_PUBLISHED = {"8702-8704 other.hybrid"}
"""Entries of the law that the published copy leaves out: Annex 5 on hybrids that cannot be plugged in."""

needs_corpus = pytest.mark.skipif(not CORPUS.is_file(), reason="the published copy of the rules is not at hand")

# -- what the list says ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rules() -> t.RuleList:
    """The list, parsed, without the entries that the published copy leaves out."""
    read = parse_rule_list((ROOT / "agreements" / "eu-uk" / "rules.psr").read_text(encoding="utf-8"), "rules.psr")
    assert not read.problems
    assert read.value is not None
    left_out = {key(entry) for entry in read.value.entries} & NOT_PUBLISHED
    assert left_out == NOT_PUBLISHED
    return replace(read.value, entries=tuple(entry for entry in read.value.entries if key(entry) not in NOT_PUBLISHED))


@pytest.fixture(scope="module")
def glossary() -> dict[str, Any]:
    """The glossary as plain data."""
    data: dict[str, Any] = yaml.safe_load((ROOT / "grammar" / "glossary.yaml").read_text(encoding="utf-8"))
    return data


def key(entry: t.Entry) -> str:
    """The codes of an entry and its option: "1604.20 other.tuna"."""
    codes = ", ".join(map(str, entry.products))
    return f"{codes} {entry.option}" if entry.option else codes


def parts(node: Any) -> Iterator[Any]:
    """A node of the tree and everything inside it."""
    yield node
    if isinstance(node, tuple):
        for part in node:
            yield from parts(part)
    elif isinstance(node, Struct):
        for item in fields(node):
            yield from parts(getattr(node, item.name))


def parts_of(rules: t.RuleList, entry: t.Entry) -> Iterator[Any]:
    """What an entry's rule holds, with the definitions that abbreviate wording of the list itself.

    A definition with a citation stands in the notes and not in the list: only its name counts.
    """
    wording = {definition.name: definition.test for definition in rules.definitions if definition.citation is None}
    for part in parts(entry.rule):
        yield part
        if isinstance(part, t.Defined) and part.name in wording:
            yield from parts(wording[part.name])


def test_list_has_an_entry_for_each_published_rule_set(rules: t.RuleList) -> None:
    """The list is on HS 2017 and has 352 entries, besides those that the published copy leaves out."""
    assert (rules.name, rules.edition, len(rules.entries)) == ("eu-uk", 2017, 352)


def test_options_tell_entries_of_the_same_codes_apart(rules: t.RuleList) -> None:
    """No two entries have the same codes and option, and an option stands only where codes are shared."""
    keys = Counter(map(key, rules.entries))
    assert [name for name, times in keys.items() if times > 1] == []
    shared = Counter(entry.products for entry in rules.entries)
    assert [key(entry) for entry in rules.entries if (entry.option is None) != (shared[entry.products] == 1)] == []


def test_every_option_has_a_label(rules: t.RuleList) -> None:
    """Whoever is asked which option fits gets words to choose by."""
    assert [key(entry) for entry in rules.entries if entry.option and not entry.label] == []


def test_definitions_are_used_and_used_names_defined(rules: t.RuleList) -> None:
    """Each definition serves some entry, and each name stands for a definition."""
    used = {part.name for entry in rules.entries for part in parts(entry.rule) if isinstance(part, t.Defined)}
    assert used == {definition.name for definition in rules.definitions}


def test_list_has_no_wording_left_as_text(rules: t.RuleList) -> None:
    """Every rule is modelled; none is carried as published words."""
    assert [key(entry) for entry in rules.entries if any(isinstance(part, t.Text) for part in parts(entry.rule))] == []


def test_terms_are_in_the_glossary(rules: t.RuleList, glossary: dict[str, Any]) -> None:
    """Each operation and named material of the list has its glossary entry."""
    found = list(parts((rules.definitions, rules.entries)))
    assert {part.term for part in found if isinstance(part, t.Operation)} <= set(glossary["processes"])
    assert {part.name for part in found if isinstance(part, t.Named)} <= set(glossary["materials"])


def test_inputs_say_what_they_restrict(rules: t.RuleList, glossary: dict[str, Any]) -> None:
    """A material that a product is to be made from, or an operation worked on, says which others it restricts."""
    holders = [part for part in parts(rules.entries) if isinstance(part, t.Operation | t.FromInputs)]
    inputs = {item.name for holder in holders for item in holder.inputs if isinstance(item, t.Named)}
    assert {name for name in inputs if "concerns" not in glossary["materials"][name]} == set()


# -- what the glossary says -----------------------------------------------------------------------------------------


def test_groups_of_operations_have_known_members(glossary: dict[str, Any]) -> None:
    """Each member of a group is an operation of the glossary, named once."""
    for name, entry in glossary["processes"].items():
        members = entry.get("members", [])
        assert set(members) <= set(glossary["processes"]), name
        assert len(members) == len(set(members)), name


def test_codes_of_the_glossary_exist(glossary: dict[str, Any]) -> None:
    """Each set of codes reads, and its ends exist in HS 2017."""
    known = edition(2017)
    for section in ("materials", "processes", "basic-textile-materials"):
        for name, entry in glossary[section].items():
            for field in ("codes", "produces", "concerns", "earlier"):
                if field in entry:
                    found = parse_set(", ".join(entry[field]))
                    assert isinstance(found, HsSet), (name, field)
                    ends = [end for part in found.ranges for end in (part.first, part.last)]
                    assert [str(end) for end in ends if not known.has(end)] == [], (name, field)


def test_named_materials_are_explained(glossary: dict[str, Any]) -> None:
    """Materials and operations have a label, a meaning and a source; codes come with what they prove."""
    for section in ("materials", "processes"):
        for name, entry in glossary[section].items():
            assert entry.keys() >= {"label", "meaning", "source"}, name
    for section in ("materials", "basic-textile-materials"):
        for name, entry in glossary[section].items():
            assert isinstance(entry["exact"], bool), name
            assert "codes" in entry or not entry["exact"], name


def test_basic_textile_materials_are_those_of_the_note(glossary: dict[str, Any]) -> None:
    """Note 7.1 names thirty-two, from silk to metal fibres."""
    names = list(glossary["basic-textile-materials"])
    assert (len(names), names[0], names[5], names[26], names[-1]) == (
        32, "silk", "cotton", "polyurethane-polyether-yarn", "metal-fibres",
    )  # fmt: skip


# -- rules one knows by heart ---------------------------------------------------------------------------------------

SPIN = "spinning[natural-fibres, man-made-staple-fibres]"
LEATHER = "4104.41, 4104.49, 4105.30, 4106.22, 4106.32, 4106.92"
SUGAR_40 = "weight of NOM[1701, 1702] <= 40% of product"

SPOTS = {
    "0101-0106": "WO",
    "0401-0410": "WO[04] and weight of NOM[1701, 1702] <= 20% of product",
    "1101-1109": "WO[10, 11, 0701, 0714, 2302-2303, 0710.10]",
    "1604.20 other.tuna": 'CC within quota "tuna-1604.20"',
    "1704 white-chocolate": f"CTH and WO[04] and ({SUGAR_40} or value of NOM[1701, 1702] <= 30% of EXW)",
    "1901-1905": "CTH and WO[04] and weight of NOM[02, 03, 16] <= 20% of product and"
    f" weight of NOM[1006, 1108] <= 20% of product and {SUGAR_40}",
    "2103.90": "CTH allowing NOM[mustard-flour-or-prepared-mustard]",
    "2402.20": "CTH except [2403.19] and weight of WO[2401] >= 10% of materials[2401]",
    "2710": "CTH except [biodiesel of 3824.99+3826.00] or done(distillation or chemical-reaction) and"
    " no materials[biodiesel-otherwise-obtained of 2710+3824.99+3826.00]",
    "2801-2853": "CTSH or chemical-processing or MaxNOM 50% (EXW)",
    "2901.10-2905.42 second": "CTSH or chemical-processing or MaxNOM 50% (EXW)",
    "3105 other": "(CTH allowing NOM[same heading] up to 20% of EXW) and MaxNOM 50% (EXW) or MaxNOM 40% (EXW)",
    "4107-4113": f"CTH except [{LEATHER}] allowing NOM[{LEATHER}] if (retanning)",
    "5106-5110": "done(spinning[natural-fibres]) or done(extrusion with spinning)"
    " or done(twisting with mechanical-operation)",
    "5208-5212": f"done({SPIN} with weaving) or done(extrusion with weaving)"
    " or done((twisting or mechanical-operation) with weaving) or done(weaving with (dyeing or coating or laminating))"
    " or done(yarn-dyeing with weaving) or done(weaving with printing) or printing-standalone",
    "5602 needleloom": "done(extrusion with fabric-formation)"
    " allowing NOM[fine-polypropylene of 5402+5503+5506+5501] up to 40% of EXW"
    " or done(nonwoven-formation[natural-fibres])",
    "6001-6006": f"done({SPIN} with (knitting or crocheting)) or done(extrusion with (knitting or crocheting))"
    " or done((knitting or crocheting) with (dyeing or flocking or coating or laminating or printing))"
    " or done(flocking with (dyeing or printing)) or done(yarn-dyeing with (knitting or crocheting))"
    " or done((twisting or texturing) with (knitting or crocheting))"
    " and MaxNOM[untwisted-or-untextured-yarns] 50% (EXW)",
    "6204 embroidered": "done(weaving with making-up)"
    " or from [unembroidered-fabric] and MaxNOM[unembroidered-fabric] 40% (EXW)",
    "6204 other": "done(weaving with making-up) or done(printing then making-up) and printing-standalone",
    "6305": f"done((extrusion or {SPIN}) with (weaving or knitting) with making-up)",
    "6308": "items by own rule allowing NOM up to 15% of EXW",
    "6401-6405": "any except [uppers-affixed-to-soles of 6406]",
    "7106 unwrought": "CTH except [7106, 7108, 7110]"
    " or NOM[7106, 7108, 7110] undergo (electrolytic-separation or thermal-separation or chemical-separation)"
    " or NOM[7106, 7108, 7110] undergo (fusion or alloying or purification)",
    "7304-7306": "CC except [7213-7217, 7221-7223, 7225-7229]",
    "7607": 'CTH except [7606] within quota "aluminium"',
    "8206": "CTH except [8202-8205] allowing NOM[8202-8205] up to 15% of EXW",
    "8407-8408": "MaxNOM 50% (EXW)",
    "8507 traction-battery-packs": "CTH except [active-cathode-materials] or MaxNOM 30% (EXW) or CTSH until 2026-12-31"
    " or done(battery-pack-assembly[battery-cells, battery-modules]) until 2026-12-31"
    " or MaxNOM 70% (EXW) until 2026-12-31",
    "8702-8704 plug-in-or-electric": "MaxNOM 45% (EXW) and originating[traction-battery-packs of 8507]"
    " or MaxNOM 60% (EXW) until 2026-12-31",
    "8702-8704 other": "MaxNOM 45% (EXW)",
    "8901-8908": "CC or MaxNOM 40% (EXW)",
}


@pytest.mark.parametrize("name", SPOTS)
def test_known_rules(rules: t.RuleList, name: str) -> None:
    """Well-known rules mean what the agreement says."""
    expected = parse_rule(SPOTS[name])
    assert not expected.problems
    assert [entry.rule for entry in rules.entries if key(entry) == name] == [expected.value]


def test_notes_define_what_their_names_stand_for(rules: t.RuleList) -> None:
    """Chemical processing is Note 5's seven processes; printing alone needs two more operations and half the value."""
    tests = {definition.name: definition.test for definition in rules.definitions if definition.citation}
    chemical = [part.term for part in parts(tests["chemical-processing"]) if isinstance(part, t.Operation)]
    assert len(chemical) == 7
    expected = parse_rule("done(printing with 2 of preparatory-or-finishing-operations) and MaxNOM 50% (EXW)").value
    assert expected is not None
    assert tests["printing-standalone"] == expected.alternatives[0].test


# -- the published copy ---------------------------------------------------------------------------------------------

ONE_RULE_IN_TWO_ENTRIES = {"2901.10-2905.42 first", "2901.10-2905.42 second"}
"""Published apart (CTSH; the rest) without anything to choose by: each of our entries carries the whole rule."""

ALTERNATIVES = {
    "1704 white-chocolate": 1,  # published in two pieces, of which the second is "(ii)"
    "2103.10": 1, "2103.20": 1, "2103.90": 1, "6308": 1, "7307 stainless-steel": 1, "8206": 1,  # "However, ..."
    "5602 needleloom": 2,  # "However" with a list of three and what they have in common
    "5603.11-5603.14": 2, "5603.91-5603.94": 2,  # "Followed in both cases by ..."
    "7601": 2, "8702-8704 plug-in-or-electric": 2,  # two alternatives in one text
}  # fmt: skip
"""Entries whose alternatives are not the published texts one by one, and how many they have."""


@pytest.fixture(scope="module")
def published() -> list[dict[str, Any]]:
    """The published rule sets, in order."""
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def pairs(rules: t.RuleList, published: list[dict[str, Any]]) -> Iterator[tuple[t.Entry, list[str]]]:
    """Our entries, each with the texts of its rule set; what is one rule in two entries is left to its own test."""
    for entry, rule_set in zip(rules.entries, published, strict=True):
        if key(entry) not in ONE_RULE_IN_TWO_ENTRIES:
            yield entry, [rule["text"] for rule in rule_set["rules"]]


def plain_words(text: str) -> str:
    """A published text without the gloss on each shift, dates and the breaks of its typesetting."""
    gloss = r": All non-originating materials used .*?-digit level \((?:tariff heading|subheading|chapter)\)"
    text = re.sub(gloss, "", text)
    text = re.sub(r"\s*\(until 31 December 2023\)", "", text)
    return re.sub(r"\s+", " ", text).replace("non- ", "non-")


@needs_corpus
def test_entries_follow_the_published_order(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Entry by entry the codes are those of the published rule set, in its heading and in its span."""
    for entry, rule_set in zip(rules.entries, published, strict=True):
        assert len(entry.products) == 1
        product = entry.products[0]
        heading = parse_set(rule_set["heading"])
        assert isinstance(heading, HsSet)
        assert (product,) == heading.ranges, rule_set["heading"]
        span = HsSet((range_between(int(rule_set["hs_min"][:6]), int(rule_set["hs_max"][:6])),))
        for year in (2017, 2022):
            ours = set(HsSet((product,)).codes(edition(year)))
            assert ours == set(span.codes(edition(year))), rule_set["heading"]


@needs_corpus
def test_options_stand_where_the_published_copy_describes(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """An entry has an option where its rule set has a description; what is described as others is `other`."""
    for entry, rule_set in zip(rules.entries, published, strict=True):
        if key(entry) not in ONE_RULE_IN_TWO_ENTRIES:
            described = rule_set["subdivision"]
            assert (entry.option is None) == (described is None), key(entry)
            others = (described or "").lstrip("- ").lower().startswith("other")
            if key(entry) == "6301-6304 other.embroidered":
                others = True  # "- - Embroidered", whose own "others" the published copy leaves out
            if key(entry) == "5906 synthetic-filament":
                others = False  # "other fabrics made of ...", the second of three
            assert others == (entry.option or "").startswith("other"), key(entry)


@needs_corpus
def test_codes_are_those_of_the_published_copy(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Each rule names the codes and ranges that its published text names, as often."""
    for entry, texts in pairs(rules, published):
        expected: Counter[tuple[str, str]] = Counter()
        for text in texts:
            text = re.sub(r"\d+ ?%|less than 9 decitex", "", plain_words(text))
            for first, last in re.findall(r"(\d+)(?: to (?:sub)?(?:heading |chapter )?(\d+))?", text):
                expected[first.zfill(2), (last or first).zfill(2)] += 1
        if key(entry) == "0101-0106":
            del expected["01", "01"]  # the product itself, "all animals of chapter 1"
        assert counted_codes(rules, entry) == expected, key(entry)


def counted_codes(rules: t.RuleList, entry: t.Entry) -> Counter[tuple[str, str]]:
    """The ranges of an entry's rule; a share of the same materials ("10 % of all tobacco") names them once."""
    found: Counter[tuple[str, str]] = Counter()
    for part in parts_of(rules, entry):
        if isinstance(part, HsRange):
            found[str(part.first), str(part.last)] += 1
        if isinstance(part, t.Share) and isinstance(part.basis, t.MaterialsBasis):
            for item in part.scope.items:
                if isinstance(item, HsRange) and item in part.basis.scope.items:
                    found[str(item.first), str(item.last)] -= 1
    return found


@needs_corpus
def test_percentages_are_those_of_the_published_copy(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Each rule has the percentages that its published text prints, as often: of all materials, of sugar, of a set."""
    for entry, texts in pairs(rules, published):
        expected = Counter(percent for text in texts for percent in re.findall(r"(\d+) ?%", text))
        found = Counter(str(part.percent) for part in parts_of(rules, entry) if isinstance(part, t.Share | t.Limit))
        assert found == expected, key(entry)


@needs_corpus
def test_shares_are_of_what_the_published_copy_says(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Shares of weight and of price are told apart; limits on sugar and on all materials are as many as published."""
    for entry, texts in pairs(rules, published):
        text = " ".join(map(plain_words, texts))
        shares = [part for part in parts_of(rules, entry) if isinstance(part, t.Share)]
        sugar = [part for part in shares if str(part.scope.items and part.scope.items[0]) == "1701"]
        assert len(sugar) == len(re.findall(r"of heading 1701 and heading 1702 ", text)), key(entry)
        plain = [part for part in shares if part.scope == t.ALL_NON_ORIGINATING]
        ceiling = r"\(MAXNOM\)|value of (?:all )?(?:the )?non-originating materials (?:of any .*?)?used does not"
        assert len(plain) == len(re.findall(ceiling, text)), key(entry)
        least = [part for part in shares if part.relation is not t.Relation.AT_MOST or part.remainder]
        assert len(least) == text.count("at least 10% by weight"), key(entry)
        weights = sum(part.measure is t.Measure.WEIGHT for part in shares)
        assert weights == len(re.findall(r"total weight|% by weight", text)), key(entry)


@needs_corpus
def test_shifts_are_those_of_the_published_copy(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Each rule asks for the changes of chapter, heading and subheading that its published text asks for."""
    words = {Level.CHAPTER: "CC", Level.HEADING: "CTH", Level.SUBHEADING: "CTSH", None: "any"}
    for entry, texts in pairs(rules, published):
        text = plain_words(" ".join(texts)).replace("any heading, except that of the product", "CTH")
        expected = Counter(re.findall(r"\b(?:CC|CTH|CTSH)\b", text)) + Counter({"any": text.count("of any heading")})
        found = Counter(words[part.level] for part in parts_of(rules, entry) if isinstance(part, t.Shift))
        assert found == +expected, key(entry)
        excluding = sum(bool(part.excluding) for part in parts_of(rules, entry) if isinstance(part, t.Shift))
        assert excluding == len(re.findall(r"except from|CTH and of", text)), key(entry)


@needs_corpus
def test_alternatives_are_those_of_the_published_copy(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Each published text is an alternative, but for riders and texts that hold two."""
    for entry, texts in pairs(rules, published):
        assert len(entry.rule.alternatives) == ALTERNATIVES.get(key(entry), len(texts)), key(entry)


@needs_corpus
def test_one_rule_in_two_entries_is_whole_in_each(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Where the published copy divides one rule, each entry carries all of its alternatives."""
    texts: list[str] = []
    for entry, rule_set in zip(rules.entries, published, strict=True):
        if key(entry) in ONE_RULE_IN_TWO_ENTRIES:
            texts += [rule["text"] for rule in rule_set["rules"]]
            assert len(entry.rule.alternatives) == 3
    assert len(texts) == 3


@needs_corpus
def test_transitional_rules_run_as_amended(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """The alternatives that the published copy ends with 2023 end with 2026, and no others have a date."""
    for entry, texts in pairs(rules, published):
        ends = [each.valid_until for each in entry.rule.alternatives if each.valid_until]
        assert ends == [date(2026, 12, 31)] * " ".join(texts).count("until 31 December 2023"), key(entry)
        assert not [each for each in entry.rule.alternatives if each.valid_from], key(entry)


@needs_corpus
def test_quotas_are_those_of_the_published_copy(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Rules within an annual quota are so marked, and name the quota of their product."""
    names = {"1604.14": "tuna-prepared-1604.14", "1604.20": "tuna-1604.20"}
    for entry, rule_set in zip(rules.entries, published, strict=True):
        quota = names.get(str(entry.products[0]), "aluminium")
        expected = [quota if rule["quota"] else None for rule in rule_set["rules"]]
        if any(expected):
            assert [each.quota for each in entry.rule.alternatives] == expected, key(entry)
        else:
            assert not any(each.quota for each in entry.rule.alternatives), key(entry)


WORDING = [
    (r"\(such as [^)]*\)", ""),
    (r",? including cutting of fabric", ""),
    ("a chemical reaction, purification, mixing and blending, production of standard materials, a change in particle"
     " size, isomer separation, or biotechnological processing is undergone", "chemical-processing"),
    ("chemical reaction", "chemical-reaction"),
    (r"hydrotreated", ""),
    ("hydro-treatment", "hydrotreatment"),
    ("preceded by printing \\(as standalone operation\\)", "printing printing-standalone"),
    ("printing \\(as standalone operation\\)", "printing-standalone"),
    ("knitting and making-up in one operation", "whole-garment-knitting"),
    ("nonwoven techniques including needle punching|non-?woven fabric formation|nonwoven process",
     "nonwoven-formation"),
    ("fabric formation", "fabric-formation"),
    ("yarn dyeing", "yarn-dyeing"),
    ("any mechanical operation", "mechanical-operation"),
    ("at least two other main preparatory or finishing operations", "preparatory-or-finishing-operations"),
    ("metalizing", "metalising"),
    ("calendaring", "calendering"),
    ("coating of the lens", "lens-coating"),
    ("surfacing of the semi-finished lens", "lens-surfacing"),
    ("assembly of battery packs", "battery-pack-assembly"),
    ("electrolytic, thermal or chemical separation", "electrolytic-separation thermal-separation chemical-separation"),
    ("thermal or electrolytic treatment", "thermal-treatment electrolytic-treatment"),
]  # fmt: skip
"""The published words for operations, as the terms of the glossary."""


@needs_corpus
def test_operations_are_those_of_the_published_copy(rules: t.RuleList, published: list[dict[str, Any]]) -> None:
    """Each rule names the operations that its published text names, as often, and in order only where it says so."""
    used = list(parts((rules.definitions, rules.entries)))
    terms = {part.term for part in used if isinstance(part, t.Operation)}
    terms |= {definition.name for definition in rules.definitions if definition.citation}
    for entry, texts in pairs(rules, published):
        text = plain_words(" ".join(texts)).lower()
        for words, term in WORDING:
            text = re.sub(words, term, text)
        expected = Counter(word for word in re.findall(r"[a-z]+(?:-[a-z]+)*", text) if word in terms)
        if key(entry).startswith("5603."):
            expected["bonding"] += 1  # "in both cases"
        if key(entry) == "2710":  # how the biodiesel came about is told by the name of the material
            for term in ("esterification", "transesterification", "hydrotreatment"):
                del expected[term]
        ours = list(parts_of(rules, entry))
        found = Counter(part.term for part in ours if isinstance(part, t.Operation))
        found += Counter(part.name for part in ours if isinstance(part, t.Defined) and part.name in terms)
        assert found == expected, key(entry)
        ordered = sum(isinstance(part, t.Process) and part.ordered for part in ours)
        assert ordered == " ".join(texts).count("preceded by"), key(entry)


@needs_corpus
def test_spinning_is_of_the_fibres_that_the_published_copy_names(
    rules: t.RuleList, published: list[dict[str, Any]]
) -> None:
    """Spinning of natural fibres alone and of man-made staple fibres too are told apart, chain by chain."""
    natural = (t.Named("natural-fibres"),)
    both = (*natural, t.Named("man-made-staple-fibres"))
    for entry, texts in pairs(rules, published):
        text = plain_words(" ".join(texts)).lower()
        operations = [part for part in parts_of(rules, entry) if isinstance(part, t.Operation)]
        inputs = [operation.inputs for operation in operations if operation.term == "spinning"]
        assert inputs.count(natural) == text.count("spinning of natural fibres"), key(entry)
        of_both = re.findall("spinning of natural or (?:of )?man-made staple fibres", text)
        assert inputs.count(both) == len(of_both), key(entry)
