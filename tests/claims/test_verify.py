"""`origin verify` and `origin proof` through their real entry point, and what they rest on."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
STATEMENT = (
    "The exporter of the products covered by this document (Exporter Reference No {number}) declares that, "
    "except where otherwise clearly indicated, these products are of {origin} preferential origin."
)
GOOD = STATEMENT.format(number="DEREX00001234", origin="EU")


def run(*arguments: str, stdin: str | None = None) -> Any:
    """Runs `origin`."""
    from origin_cli.main import app

    return CliRunner().invoke(app, list(arguments), input=stdin)


def answers(claims: list[dict[str, Any]], *more: str) -> list[dict[str, Any]]:
    """The answers to claims, as JSON has them."""
    result = run("verify", "-", "--json", "--on", "2026-06-12", *more, stdin=json.dumps({"claims": claims}))
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    return list(found["claims"]) if "claims" in found else [found]


def claim(reference: str = "26GB1", text: str | None = GOOD, **more: Any) -> dict[str, Any]:
    """A claim for goods from Germany with a statement on origin."""
    proof = {"kind": "statement-on-origin", "made_out": "2026-06-01", "consignment": "7000 EUR", "text": text}
    made = {
        "reference": reference,
        "imported_into": "GB",
        "accepted": "2026-06-10",
        "preferential_origin": "EU",
        "origin": "DE",
        "preference": "300",
        "code": "8711.60",
        "customs_value": "6000 GBP",
        "importer": "GB1",
        "exporter": "DE1",
        "proof": {key: value for key, value in proof.items() if value is not None},
    }
    return {**made, **more}


def test_a_claim_in_order_is_accepted() -> None:
    """Nothing speaks against it, and the duty at stake is worked out by the table of rates."""
    [found] = answers([claim()], "--rates", str(ROOT / "examples" / "claims" / "rates.csv"))
    assert (
        found["decision"],
        found["findings"],
        found["duty_at_stake"],
    ) == ("accept", [], {"amount": "360", "currency": "GBP"})


def test_a_rate_is_never_guessed() -> None:
    """Without a table, or a rate in it, the duty at stake is not known and says what is missing."""
    [without] = answers([claim()])
    assert (without["duty_at_stake"], without["duty_missing"]) == (None, ["a table of rates"])
    rates = str(ROOT / "examples" / "claims" / "rates.csv")
    [other] = answers([claim(code="8712.00")], "--rates", rates)
    assert (other["duty_at_stake"], len(other["duty_missing"])) == (None, 2)


@pytest.mark.parametrize(
    ("change", "decision", "code"),
    [
        ({"proof": {"kind": "eur1", "made_out": "2026-06-01"}}, "refuse", "proof-not-admitted"),
        ({"proof": None}, "refuse", "proof-missing"),
        ({"documents": ["U116"], "proof": None}, "verify", "text-not-given"),
        ({"documents": ["U110: 4711"]}, "verify", "document-code-other"),
        ({"preference": "200"}, "verify", "preference-code-other"),
        ({"preference": "100"}, "verify", "preference-not-claimed"),
        ({"accepted": "2027-07-10"}, "verify", "validity-longer"),
        ({"accepted": "2028-07-10"}, "refuse", "proof-expired"),
        ({"claimed": "2029-06-11"}, "refuse", "proof-expired"),
        ({"journey": {"altered": True}}, "refuse", "journey-altered"),
        ({"journey": {"through": ["CH"]}}, "verify", "journey-unknown"),
        ({"journey": {"through": ["CH"], "under_customs_supervision": True}}, "accept", None),
        ({"exporter": {"id": "X", "country": "CN"}}, "verify", "exporter-elsewhere"),
    ],
)
def test_a_claim_is_answered_by_its_heaviest_finding(change: dict[str, Any], decision: str, code: str | None) -> None:
    """A ground of the pack refuses, a doubt or a defect that can be mended verifies, all else is accepted."""
    made = {key: value for key, value in {**claim(), **change}.items() if value is not None}
    [found] = answers([made])
    assert decision == found["decision"]
    assert code is None or code in [finding["code"] for finding in found["findings"]]


def test_a_formal_defect_is_no_ground_to_refuse() -> None:
    """A statement that names a member state is sent back to be mended."""
    [found] = answers([claim(text=GOOD.replace("EU", "German"))])
    assert (
        found["decision"],
        found["request"]["step"],
        found["request"]["of"],
    ) == ("verify", "mending", "importer")


def test_no_more_is_asked_than_the_agreement_allows() -> None:
    """Under the EU-UK agreement the importer is asked first, for the closed list of the article, for three months."""
    [found] = answers([claim(text=STATEMENT.format(number=" ", origin="EU"), criterion="value")])
    request = found["request"]
    assert (
        found["decision"],
        request["step"],
        request["of"],
        request["closed"],
        request["due"],
    ) == ("verify", "importer", "importer", True, "2026-09-12")
    assert [element["id"] for element in request["elements"]] == ["proof", "values"]


def test_splitting_under_the_threshold_shows_across_declarations() -> None:
    """Two consignments of 4,000 EUR in a week raise a doubt; in two months, or with a number, they do not."""

    def pair(second: str, text: str) -> list[list[str]]:
        proof = {"kind": "statement-on-origin", "made_out": "2026-06-01", "consignment": "4000 EUR", "text": text}
        found = answers([claim("A", proof=proof), claim("B", proof=proof, accepted=second)])
        return [[finding["code"] for finding in one["findings"]] for one in found]

    blank = STATEMENT.format(number=" ", origin="EU")
    assert pair("2026-06-12", blank) == [["split-under-threshold"]] * 2
    assert pair("2026-08-12", blank) == [[]] * 2
    assert pair("2026-06-12", GOOD) == [[]] * 2


def test_a_dossier_is_part_of_the_answer() -> None:
    """What the dossier comes to, and whether it is about these goods."""
    made = claim(code="8712.00")
    dossier = str(ROOT / "examples" / "e-bike.yaml")
    result = run("verify", "-", "--json", "--dossier", dossier, "--on", "2026-06-12", stdin=json.dumps(made))
    found = json.loads(result.stdout)
    assert (
        found["decision"],
        found["dossier"],
        [finding["code"] for finding in found["findings"]],
    ) == ("verify", "originating", ["code-differs"])


def test_bad_claims_are_refused_whole_with_every_mistake() -> None:
    """Exit code 2, nothing on stdout, each mistake with its place."""
    made = [claim("A", accepted="10.06.2026"), claim("B", imported_into="Britain"), claim("C"), claim("C")]
    result = run("verify", "-", stdin=json.dumps(made))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("error:") == 2


def test_the_same_claim_twice_is_a_mistake() -> None:
    """Reference and item tell claims apart."""
    result = run("verify", "-", stdin=json.dumps([claim("C"), claim("C")]))
    assert result.exit_code == 2
    assert "claim-twice" in result.stderr


def test_a_table_of_claims_reads_like_json(tmp_path: Path) -> None:
    """CSV, workbook and JSON Lines give the same answers as JSON."""
    made = claim(importer="GB1", exporter="DE1")
    proof = made.pop("proof")
    flat = {**made, **{f"proof.{key}": value for key, value in proof.items()}}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(flat))
    writer.writeheader()
    writer.writerow(flat)
    (tmp_path / "claims.csv").write_text(out.getvalue(), encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim()) + "\n", encoding="utf-8")
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(list(flat))
    book.active.append(list(flat.values()))
    book.save(tmp_path / "claims.xlsx")
    expected = answers([claim()])
    for name in ("claims.csv", "claims.jsonl", "claims.xlsx"):
        result = run("verify", str(tmp_path / name), "--json", "--on", "2026-06-12")
        assert result.exit_code == 0, result.output
        assert expected == [json.loads(result.stdout)], name


def _of_table(tmp_path: Path, table: str) -> Any:
    """The answer to a table of claims."""
    (tmp_path / "claims.csv").write_text(table, encoding="utf-8")
    return run("verify", str(tmp_path / "claims.csv"), "--json", "--on", "2026-06-12")


def test_every_part_of_a_proof_has_a_column(tmp_path: Path) -> None:
    """The period of a statement for several shipments and the proof that it replaces can stand in a table."""
    heading = "reference,imported_into,accepted,agreement,proof.kind,proof.made_out,proof.period.from,proof period to"
    row = "A,GB,2026-06-10,eu-uk,statement-on-origin,2026-01-02,2026-01-01,2026-06-09"
    table = f"{heading},proof.replaces.made_out\n{row},2025-12-01\n"
    result = _of_table(tmp_path, table)
    assert result.exit_code == 0, result.output
    codes = [one["code"] for one in json.loads(result.stdout)["findings"]]
    assert {"import-outside-period", "replacement-not-admitted"} <= set(codes)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("reference,imported_into,accepted,reference\nA,GB,2026-06-10,B\n", "column-twice"),
        ("mrn,imported_into,accepted,reference\nA,GB,2026-06-10,B\n", "column-twice"),
        ("reference,imported_into,accepted,agreement\nA,GB,2026-06-10,eu-uk,over\n", "cell-beyond"),
        ("reference,imported_into,accepted,agreement\nA;B,GB,2026-06-10\nC,GB,2026-06-10,eu-uk,,x\n", "cell-beyond"),
    ],
)
def test_a_table_whose_cells_have_moved_is_refused(table: str, code: str, tmp_path: Path) -> None:
    """A column given twice and a row longer than its headings are mistakes, not columns to pass over."""
    result = _of_table(tmp_path, table)
    assert result.exit_code == 2
    assert code in result.stderr


def _consignment(number: int, **more: Any) -> dict[str, Any]:
    made = claim(f"S{number}", invoice=str(number), **more)
    made["proof"] |= {"consignment": "5000 EUR", "text": STATEMENT.format(number="...", origin="EU")}
    return made


def _split(claims: list[dict[str, Any]]) -> list[bool]:
    return ["split-under-threshold" in [one["code"] for one in found["findings"]] for found in answers(claims)]


def test_consignments_are_looked_at_by_the_provision_of_their_own_direction() -> None:
    """Exports of the Union have a threshold, those of the United Kingdom have none."""
    assert _split([_consignment(1), _consignment(2)]) == [True, True]
    other = {"imported_into": "FR", "preferential_origin": "GB", "origin": "GB"}
    assert _split([_consignment(1, **other), _consignment(2, **other)]) == [False, False]


def test_customs_values_stand_for_a_consignment_whose_value_is_not_stated() -> None:
    """The items of an invoice count together; one that is above the threshold by itself was not split."""

    def one(number: int, item: int, value: str) -> dict[str, Any]:
        made = _consignment(number, item=item, agreement="uk-cameroon", preferential_origin="CM", customs_value=value)
        del made["proof"]
        return {**made, "documents": ["N864: x"], "origin": "CM", "exporter": {"id": "CM1", "country": "CM"}}

    apart = [one(1, 1, "2000 EUR"), one(1, 2, "1500 EUR"), one(2, 1, "2600 EUR")]
    assert _split(apart) == [True, True, True]
    assert _split(apart[:2]) == [False, False]
    assert _split([one(1, 1, "4000 EUR"), one(1, 2, "4000 EUR"), one(2, 1, "100 EUR")]) == [False, False, False]


def test_answers_are_written_safe_from_formulas(tmp_path: Path) -> None:
    """A name that a spreadsheet would take for a formula becomes text."""
    made = [claim("=1+1", importer="@SUM(A1)"), claim("B")]
    (tmp_path / "claims.json").write_text(json.dumps(made), encoding="utf-8")
    output = tmp_path / "answers.csv"
    assert run("verify", str(tmp_path / "claims.json"), "-o", str(output), "--on", "2026-06-12").exit_code == 0
    rows = list(csv.DictReader(output.open(encoding="utf-8")))
    assert [row["claim"] for row in rows] == ["'=1+1", "B"]
    assert rows[0]["importer"] == "'@SUM(A1)"


def test_work_broken_off_is_taken_up(tmp_path: Path) -> None:
    """The claims answered before are not answered again, and the whole comes out as if nothing had happened."""
    from origin.cases.resumable import done_before, part_file
    from origin.cases.resumable import run as run_work

    output = tmp_path / "answers.csv"
    part = part_file(output)
    asked: list[int] = []

    def todo(first: int) -> Any:
        for number in range(first, 100):
            if number == 60 and not asked:
                asked.append(number)
                raise KeyboardInterrupt
            yield {"number": number}

    with pytest.raises(KeyboardInterrupt):
        run_work(part, "work", todo, lambda done: None)
    before = len(done_before(part, "work"))
    assert before == 60
    assert done_before(part, "other work") == []
    shown: list[int] = []
    assert [{"number": number} for number in range(100)] == run_work(part, "work", todo, shown.append)
    assert before == shown[0]


def test_the_day_of_the_answer_must_be_a_day() -> None:
    """A bad option is bad input."""
    result = run("verify", "-", "--on", "tomorrow", stdin=json.dumps(claim()))
    assert result.exit_code == 2
    assert "--on" in result.stderr


def test_the_agreement_is_found_by_the_countries() -> None:
    """A claim between countries without a pack is refused, and one between countries with several names them."""
    none = run("verify", "-", stdin=json.dumps(claim(origin="KP", preferential_origin="KP")))
    assert none.exit_code == 2
    assert "no agreement between its countries" in none.stderr
    several = run("verify", "-", stdin=json.dumps(claim(origin="VN", preferential_origin="VN")))
    assert several.exit_code == 2
    assert "uk-cptpp, uk-vietnam" in several.stderr


def test_today_is_not_part_of_an_answer_that_names_its_day() -> None:
    """The same input gives the same bytes."""
    first = run("verify", "-", "--json", "--on", str(date(2026, 6, 12)), stdin=json.dumps(claim()))
    second = run("verify", "-", "--json", "--on", str(date(2026, 6, 12)), stdin=json.dumps(claim()))
    assert first.stdout_bytes == second.stdout_bytes


@pytest.mark.slow
def test_work_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Killed half way and given again, it answers the rest, as if it had never been broken off."""
    from tests.claims.bench import broken_off, command, write_claims

    file, output = tmp_path / "claims.csv", tmp_path / "answers.csv"
    write_claims(file, 1200, ("good", "bad"))
    part = output.with_name(f".{output.name}.part")
    done = broken_off(command(file, output), part, 400)
    assert 400 <= done < 1200
    assert not output.exists()
    result = run(*command(file, output)[1:])
    assert result.exit_code == 0, result.output
    assert not part.exists()
    whole = tmp_path / "whole.csv"
    assert run(*command(file, whole)[1:]).exit_code == 0
    assert whole.read_bytes() == output.read_bytes()


@pytest.mark.slow
def test_ten_thousand_claims_in_one_call(tmp_path: Path) -> None:
    """All are answered, in their order, and the table is whole."""
    file, output = tmp_path / "claims.csv", tmp_path / "answers.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(
            ["reference", "imported into", "accepted", "preferential origin", "code", "customs value (GBP)"]
        )
        writer.writerows([f"R{number}", "GB", "2026-06-10", "EU", "8711.60", "6000"] for number in range(10_000))
    rates = str(ROOT / "examples" / "claims" / "rates.csv")
    result = run("verify", str(file), "-a", "eu-uk", "--rates", rates, "-o", str(output), "--on", "2026-06-12")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(output.open(encoding="utf-8")))
    assert [f"R{number}" for number in range(10_000)] == [row["claim"] for row in rows]
    assert {("refuse", "360")} == {(row["decision"], row["duty at stake"]) for row in rows}


@pytest.mark.parametrize(("text", "code"), [("a" * 10_001, "text-long"), ("a\x07b", "text-characters")])
def test_a_statement_given_as_text_is_held_to_the_same_limits(text: str, code: str) -> None:
    """What a file of a proof may not hold, plain text may not either."""
    result = run("proof", "check", "-", "--kind", "statement-on-origin", "-a", "eu-uk", stdin=text)
    assert result.exit_code == 2
    assert code in result.stderr


def test_answers_as_a_page_for_the_file(tmp_path: Path) -> None:
    """One page, for its owner alone, with everything from a claim escaped; what was read is never overwritten."""
    file, page = tmp_path / "claim.json", tmp_path / "answer.html"
    nasty = "{{7*7}} <script>alert(1)</script>"
    file.write_text(json.dumps(claim(exporter={"name": nasty, "country": "DE"})), encoding="utf-8")
    assert run("verify", str(file), "--on", "2026-06-12", "--html", str(page)).exit_code == 0
    written = page.read_text(encoding="utf-8")
    assert "{{7*7}} &lt;script&gt;" in written
    assert "<script" not in written
    assert page.stat().st_mode & 0o077 == 0
    for option in ("--html", "--output"):
        target = file if option == "--html" else file.rename(tmp_path / "claim.jsonl")
        result = run("verify", str(target), "--on", "2026-06-12", option, str(target))
        assert (result.exit_code, "file-overwrites" in result.stderr) == (2, True)


def test_duties_in_several_currencies_are_not_ranked_together(tmp_path: Path) -> None:
    """Yen and pounds are not compared by their figures."""
    outcomes = tmp_path / "past.csv"
    outcomes.write_text("code,refused\n871160,yes\n", encoding="utf-8")
    made = [claim("A"), claim("B", customs_value="6000000 JPY")]
    rates = str(ROOT / "examples" / "claims" / "rates.csv")
    more = ("--outcomes", str(outcomes), "--rates", rates, "--on", "2026-06-12")
    result = run("select", "-", "--recovery", "1", *more, stdin=json.dumps(made))
    assert result.exit_code == 2
    assert "recovery-currencies" in result.stderr
