"""Packs: reading, compiling ahead of time, and looking them over."""

from __future__ import annotations

import functools
import shutil
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from origin.agreements import compiled
from origin.agreements.law import Law
from origin.agreements.lint import lint
from origin.agreements.provisions import Valuation
from origin.agreements.registry import agreement_ids, read_agreement, read_law, read_yaml
from origin.agreements.rule_book import ParsedRuleBook, narrowest
from origin.data_folder import data_folder
from origin.language.parser import parse_rule_list
from origin.nomenclature.code import HsCode
from origin.problems import Read, Severity

AGREEMENTS = data_folder("agreements")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of compiled packs that no other test sees."""
    monkeypatch.setenv("ORIGIN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A folder of packs with a copy of one, to be spoilt."""
    shutil.copytree(AGREEMENTS / "eu-uk", tmp_path / "packs" / "eu-uk")
    return tmp_path / "packs"


@functools.cache
def _read(agreement: str) -> Read[Law]:
    """A pack, read once for all tests that only look."""
    return read_law(agreement)


def _law() -> Law:
    law = read_law("eu-uk").value
    assert law is not None
    return law


@pytest.mark.parametrize("agreement", agreement_ids())
def test_every_pack_reads_without_a_problem(agreement: str) -> None:
    """A pack of the data folder has no mistake; a code that the publisher prints and no edition has is a warning."""
    read = _read(agreement)
    assert read.value is not None
    assert [problem for problem in read.problems if problem.severity is Severity.ERROR] == []


@pytest.mark.parametrize("agreement", agreement_ids())
def test_every_pack_lints_without_an_error(agreement: str) -> None:
    """No pack has an unreachable entry, an unknown term, an empty test or a quota it does not describe.

    A list that was taken over whole is looked over where it comes from.
    """
    law = _read(agreement).value
    assert law is not None
    if law.agreement.replicated_from is not None:
        whole = _read(law.agreement.replicated_from).value
        assert whole is not None
        if list(whole.rules.entries()) == list(law.rules.entries()):
            return
    errors = [str(problem) for problem in lint(law) if problem.severity is Severity.ERROR]
    assert errors == []


@pytest.mark.parametrize("agreement", agreement_ids())
def test_every_provision_cites_its_article(agreement: str) -> None:
    """No parameter of the law stands without its article."""
    law = _read(agreement).value
    assert law is not None
    provisions = law.agreement.provisions
    for name in provisions.__struct_fields__:
        value = getattr(provisions, name)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None and not isinstance(one, str | Valuation):
                assert one.citation, name
    if provisions.valuation is not None:
        parts = (getattr(provisions.valuation, name) for name in provisions.valuation.__struct_fields__)
        assert all(one.citation for part in parts for one in (part if isinstance(part, tuple) else (part,)) if one)


def test_a_compiled_pack_is_the_pack(cache: Path) -> None:
    """What is read from the compiled form equals what is read from the sources, entry by entry."""
    fresh = _law()
    assert compiled.load_law("eu-uk").value is not None
    law = compiled.load_law("eu-uk").value
    assert law is not None
    assert isinstance(law.rules, compiled.CompiledRuleBook)
    assert law.agreement == fresh.agreement
    assert list(law.rules.entries()) == list(fresh.rules.entries())
    assert dict(law.glossary.materials) == dict(fresh.glossary.materials)
    assert dict(law.glossary.processes) == dict(fresh.glossary.processes)


def test_looking_up_a_code_gives_the_same_entries_compiled_or_not(cache: Path) -> None:
    """The index of a compiled pack finds what a search through all entries finds."""
    fresh = _law()
    compiled.load_law("eu-uk")
    law = compiled.load_law("eu-uk").value
    assert law is not None
    for digits in ("01", "8703", "870380", "290110", "760429", "160414", "2716", "611030"):
        code = HsCode(digits)
        assert law.rules.entries_for(code) == fresh.rules.entries_for(code)


def test_an_edited_pack_is_compiled_anew(cache: Path, pack: Path) -> None:
    """A change of one byte of a source is never answered from the old compiled form."""
    compiled.load_law("eu-uk", pack)
    rules = pack / "eu-uk" / "rules.psr"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("9201-9209", "9201-9208"), encoding="utf-8")
    law = compiled.load_law("eu-uk", pack).value
    assert law is not None
    assert law.rules.entries_for(HsCode("9209")) == ()
    assert len(list(cache.glob("eu-uk-*.json"))) == 1


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"not json\n", b'{"entries": 3}\n{}\n'])
def test_a_damaged_compiled_pack_is_read_from_its_sources(cache: Path, damage: bytes) -> None:
    """A truncated or foreign file in the cache does no harm."""
    compiled.load_law("eu-uk")
    (file,) = cache.glob("eu-uk-*.json")
    file.write_bytes(damage)
    law = compiled.load_law("eu-uk").value
    assert law is not None
    assert law.rules.entries_for(HsCode("8703"))


def test_a_cache_that_cannot_be_written_is_no_problem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the cache is a file or read-only, the pack is still read."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("ORIGIN_CACHE", str(blocked / "cache"))
    assert compiled.load_law("eu-uk").value is not None


def test_an_unknown_agreement_names_the_nearest(cache: Path) -> None:
    """A misspelt id is answered with the ids it may have meant."""
    read = compiled.load_law("eu-ku")
    assert read.value is None
    assert read.problems[0].code == "agreement-unknown"
    assert "eu-uk" in (read.problems[0].hint or "")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("percent: 15\n", "percent: fifteen\n", "provisions.tolerances[0].percent"),
        ("measure: weight\n", "measure: wieght\n", "provisions.tolerances[0].measure"),
        ("materials: 01-49, 64-97", "materials: 01-4, 64-97", "provisions.unrestricted_materials[0].materials"),
        ("valid_from: 2021-01-01", "valid_from: 2021-13-01", "valid_from"),
        ("  sets: {percent", "  set: {percent", "provisions.set"),
        ("id: eu-uk\n", "", "the whole file"),
    ],
)
def test_a_mistake_in_a_pack_is_told_with_its_place(pack: Path, old: str, new: str, field: str) -> None:
    """A wrong value, word, code, date or key is refused with the path of its field."""
    file = pack / "eu-uk" / "agreement.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    read = read_agreement(file)
    assert read.value is None
    assert field in [problem.place.field for problem in read.problems if problem.place]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x [1]\nb: *x\n", "yaml-anchor"),
        ("a: !!python/object:os.system x\n", "yaml-anchor"),
        ("a: [1\n", "yaml-syntax"),
    ],
)
def test_a_hostile_pack_is_refused(pack: Path, text: str, code: str) -> None:
    """Anchors, tags and broken YAML are refused with one problem."""
    file = pack / "eu-uk" / "agreement.yaml"
    file.write_text(text, encoding="utf-8")
    read = read_agreement(file)
    assert [problem.code for problem in read.problems] == [code]


def _linted(rules: str) -> list[str]:
    parsed = parse_rule_list(f'list x "x" on HS 2017;\n{rules}').value
    assert parsed is not None
    law = replace(_law(), rules=ParsedRuleBook(parsed))
    return [problem.code for problem in lint(law, date(2026, 6, 1))]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ("01: WO;", "rule-missing"),
        ("8701-8703: CTH; 8701: CC; 8702: CC; 8703: CC;", "rule-unreachable"),
        ('8701 other "a": CTH; 8701 other "b": CC;', "option-twice"),
        ("8701: value of NOM < 0% of EXW;", "rule-never-met"),
        ("8701: value of OM >= 0% of EXW;", "rule-always-met"),
        ("8701: no-such-definition;", "term-undefined"),
        ("8701: any or CTH;", "rule-vacuous"),
        ('8701: text("something");', "text-test"),
        ("8701: done(no-such-process);", "term-unknown"),
        ("8701: from [no-such-material];", "term-unknown"),
        ('8701: CTH within quota "no-such-quota";', "quota-unknown"),
        ("8701: CTH until 2020-12-31;", "rule-expired"),
    ],
)
def test_lint_finds(rules: str, code: str) -> None:
    """Each kind of weakness is found in a list that has it."""
    assert code in _linted(rules)


def test_the_specific_beats_the_general_and_quotas_stand_beside() -> None:
    """For 7605 the quota entry and the general one both speak; for 8415.20 only its own entry does."""
    rules = _law().rules
    quotas = narrowest(rules.entries_for(HsCode("760511")))
    assert [str(entry.products[0]) for entry in quotas] == ["7603-7616", "7605"]
    assert [str(entry.products[0]) for entry in narrowest(rules.entries_for(HsCode("841520")))] == ["8415.20"]


def test_a_key_that_stands_twice(tmp_path: Path) -> None:
    """A key that a file of the data folder has twice is refused, as YAML would silently drop the first."""
    file = tmp_path / "glossary.yaml"
    file.write_text(
        "version: 1\nmaterials:\n  yarn: {label: a}\n  silk: {label: b}\n  yarn: {label: c}\n", encoding="utf-8"
    )
    data, problems = read_yaml(file)
    assert data is None
    assert [(one.code, one.found, one.place.line if one.place else None) for one in problems] == [
        ("key-twice", "yarn", 5)
    ]


def test_no_file_of_the_data_folders_has_a_key_twice() -> None:
    """Every YAML file of the packs and of the grammar is read without a mistake."""
    files = [*data_folder("agreements").rglob("*.yaml"), *data_folder("grammar").glob("*.yaml")]
    assert len(files) > 60
    for file in files:
        assert read_yaml(file)[1] == (), file
