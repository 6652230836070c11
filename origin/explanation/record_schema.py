"""The JSON Schema of a determination's record (`record.py`), version 1."""

from __future__ import annotations

from typing import Any

from origin.determination.determination import Presumption, Verdict
from origin.determination.fact_sets import Ask
from origin.determination.status import Reason
from origin.dossier.model import Role
from origin.language.tree import Measure, Price, Relation

ID = "urn:origin-toolkit:determination:1"

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_FLAG: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "integer", "minimum": 1}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_EXACT: Schema = {"type": "string", "pattern": r"^-?\d+(\.\d+|/\d+)?$"}
_TRUTH: Schema = {"enum": ["yes", "no", "unknown"]}
_VERDICT: Schema = {"enum": [verdict.value for verdict in Verdict]}
_CODE: Schema = {"type": "string", "pattern": r"^\d{2,10}$"}


def determination_schema() -> Schema:
    """The schema (draft 2020-12) of what `record_of` returns."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Determination of preferential origin, version 1",
        **_object(
            schema={"const": "origin-determination/1"},
            versions=_object(toolkit=_TEXT, language=_NUMBER, glossary=_NUMBER),
            verdict=_VERDICT,
            agreement=_object(id=_TEXT, title=_TEXT, source=_TEXT),
            on=_DAY,
            exported_from=_or_null(_TEXT),
            imported_into=_or_null(_TEXT),
            product=_product(),
            currency=_TEXT,
            rates=_list(_object(currency=_TEXT, into=_TEXT, amount=_EXACT, source=_or_null(_TEXT))),
            rule=_object(list=_TEXT, edition=_NUMBER, given=_or_null(_TEXT), codes=_list(_CODE)),
            origin=_or_null(_TEXT),
            in_territory=_TRUTH,
            journey=_object(
                truth=_TRUTH, citation=_or_null(_TEXT), presumed=_FLAG, because=_or_null(_TEXT), asks=_list(_TEXT)
            ),
            judgement=_ref("judgement"),
            provisions=_list(_object(text=_TEXT, outcome=_or_null(_TEXT), citation=_or_null(_TEXT))),
            intermediates=_list(_object(article=_TEXT, judgement=_ref("judgement"))),
            materials=_list(_material()),
            presumptions=_list(
                _object(name={"enum": [one.value for one in Presumption]}, applied=_FLAG, verdict_without=_VERDICT)
            ),
            remarks=_list(_TEXT),
            missing=_ref("missing"),
            without_presumptions=_object(verdict=_VERDICT, missing=_ref("missing")),
            margins=_list(_margin()),
            readings=_list(_object(id=_TEXT, text=_TEXT)),
            not_modelled=_list(_TEXT),
            not_confirmed=_list(_TEXT),
        ),
        "$defs": {
            "judgement": _judgement(),
            "finding": _finding(),
            "tolerance": _tolerance(),
            "share": _object(**_share()),
            "bounds": _object(at_least=_EXACT, at_most=_or_null(_EXACT)),
            "missing": _object(to_originate=_list(_list(_fact())), to_rule_out=_list(_list(_fact()))),
        },
    }


def _product() -> Schema:
    price = _object(amount=_EXACT, currency=_TEXT)
    prices = {"type": "object", "additionalProperties": price}
    return _object(
        name=_TEXT,
        hs=_or_null(_CODE),
        edition=_NUMBER,
        option=_or_null(_TEXT),
        prices=prices,
        weight=_or_null(_EXACT),
        made_in=_or_null(_TEXT),
    )


def _judgement() -> Schema:
    line = _object(
        material=_TEXT,
        parent=_TEXT,
        quantity=_EXACT,
        value=_or_null(_EXACT),
        weight=_or_null(_EXACT),
        dry_weight=_or_null(_EXACT),
        volume=_or_null(_EXACT),
        originating=_TRUTH,
        wholly_obtained=_TRUTH,
        counts=_TRUTH,
    )
    step = _object(process=_TEXT, insufficient=_TRUTH, listed=_or_null(_TEXT), citation=_or_null(_TEXT))
    return _object(
        truth=_TRUTH,
        wholly_obtained=_TRUTH,
        exclusively_originating=_TRUTH,
        rule=_TRUTH,
        candidates=_list(_candidate()),
        set=_or_null(_object(truth=_TRUTH, citation=_TEXT, share=_ref("share"), limits=_list(_ref("share")))),
        insufficient_operations=_object(truth=_TRUTH, presumed=_FLAG, citation=_or_null(_TEXT), steps=_list(step)),
        materials_stated=_FLAG,
        lines=_list(line),
    )


def _candidate() -> Schema:
    alternative = _object(
        number=_NUMBER,
        notation=_TEXT,
        english=_TEXT,
        truth=_TRUTH,
        open=_TRUTH,
        closed_because=_or_null(_TEXT),
        finding=_or_null(_ref("finding")),
        tolerances=_list(_ref("tolerance")),
    )
    return _object(
        code=_CODE,
        citation=_TEXT,
        option=_or_null(_TEXT),
        label=_or_null(_TEXT),
        truth=_TRUTH,
        alternatives=_list(alternative),
    )


def _finding() -> Schema:
    lines = {"offenders": _list(_TEXT), "doubtful": _list(_TEXT)}
    step = _object(notation=_TEXT, truth=_TRUTH, composed_of=_list(_list(_TEXT)))
    nested = _or_null(_ref("finding"))
    kinds: list[tuple[str, dict[str, Schema]]] = [
        ("each", lines),
        ("share", _share()),
        ("done", {"steps": _list(step), "not_needed": _FLAG, **lines}),
        ("allow", {"strict": _ref("finding"), "lenient": nested, "bound": nested, "processed": _TRUTH}),
        ("all-of", {"parts": _list(_ref("finding"))}),
        ("any-of", {"parts": _list(_ref("finding"))}),
        ("defined", {"name": _TEXT, "inner": nested}),
        ("text", {"wording": _TEXT}),
    ]
    return {"oneOf": [_object(kind={"const": kind}, notation=_TEXT, truth=_TRUTH, **keys) for kind, keys in kinds]}


def _share() -> dict[str, Schema]:
    return {
        "measure": {"enum": [measure.value for measure in Measure]},
        "relation": {"enum": [relation.value for relation in Relation]},
        "percent": _EXACT,
        "remainder": _FLAG,
        "price": _or_null({"enum": [price.value for price in Price]}),
        "amount": _ref("bounds"),
        "basis": _ref("bounds"),
        "counted": _list(_TEXT),
        "doubtful": _list(_TEXT),
    }


def _tolerance() -> Schema:
    return _object(
        name=_TEXT,
        citation=_TEXT,
        truth=_TRUTH,
        measure={"enum": [measure.value for measure in Measure]},
        percent=_EXACT,
        amount=_ref("bounds"),
        basis=_ref("bounds"),
        otherwise=_TRUTH,
        offenders=_list(_TEXT),
        doubtful=_list(_TEXT),
    )


def _material() -> Schema:
    evidence = _object(
        kind=_TEXT,
        agreement=_or_null(_TEXT),
        country=_or_null(_TEXT),
        reference=_or_null(_TEXT),
        valid_until=_or_null(_DAY),
    )
    status = _object(
        originating=_TRUTH,
        wholly_obtained=_TRUTH,
        reason={"enum": [reason.value for reason in Reason]},
        citation=_or_null(_TEXT),
        detail=_or_null(_TEXT),
        presumed=_FLAG,
        lent_by=_or_null(_TEXT),
        evidence=_or_null(evidence),
    )
    return _object(
        id=_TEXT,
        name=_TEXT,
        hs=_or_null(_CODE),
        origin=_or_null(_TEXT),
        role={"enum": [role.value for role in Role]},
        status=_or_null(status),
    )


def _fact() -> Schema:
    return _object(ask={"enum": [ask.value for ask in Ask]}, subject=_TEXT, detail=_TEXT, words=_TEXT)


def _margin() -> Schema:
    return _object(
        alternative=_or_null(_NUMBER),
        notation=_TEXT,
        truth=_TRUTH,
        amount=_EXACT,
        basis=_EXACT,
        share=_EXACT,
        bound=_EXACT,
        room=_EXACT,
        price_turns_at=_or_null(_EXACT),
        rates=_list(_object(currency=_TEXT, rate=_EXACT, turns_at=_EXACT)),
    )


def _object(**properties: Schema) -> Schema:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
