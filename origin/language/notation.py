"""The rule tree back to the notation of `grammar/psr.lark`: one canonical text per tree, which parses to it again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from origin.language import tree as t
from origin.nomenclature.code import Level
from origin.nomenclature.code_range import HsRange

_SHIFTS = {Level.CHAPTER: "CC", Level.HEADING: "CTH", Level.SUBHEADING: "CTSH", None: "any"}


def rule_text(rule: t.Rule) -> str:
    """A rule on one line: its alternatives joined by "or"."""
    return " or ".join(alternative_text(alternative) for alternative in rule.alternatives)


def alternative_text(alternative: t.Alternative) -> str:
    """One alternative with what limits it. A top-level any-of is bracketed: an alternative is not several."""
    text = test_text(alternative.test, _INSIDE_ALL if isinstance(alternative.test, t.AnyOf) else _TOP)
    if alternative.valid_from:
        text += f" from {alternative.valid_from}"
    if alternative.valid_until:
        text += f" until {alternative.valid_until}"
    if alternative.quota:
        text += f" within quota {_quoted(alternative.quota)}"
    if alternative.exported_from:
        text += f" exported from {alternative.exported_from}"
    if alternative.imported_into:
        text += f" imported into {alternative.imported_into}"
    if alternative.partner:
        text += f" originating in {alternative.partner}"
    if alternative.no_tolerance:
        items = alternative.no_tolerance.items
        text += " without tolerance" + (f" {_bracket(items, ())}" if items else "")
    return text + "".join(f" see {_quoted(note)}" for note in alternative.notes)


def entry_text(entry: t.Entry) -> str:
    """An entry of a rule list, with its semicolon."""
    return f"{entry_head(entry)} {rule_text(entry.rule)};"


def entry_head(entry: t.Entry) -> str:
    """What an entry is for, with its colon: products, option, label."""
    head = _ranges(entry.products)
    if entry.option:
        head += f" {entry.option}" + (f" {_quoted(entry.label)}" if entry.label else "")
    if entry.cumulative:
        head += " cumulative"
    return f"{head}:"


def definition_text(definition: t.Definition) -> str:
    """A definition of a rule list, with its semicolon."""
    citation = f" {_quoted(definition.citation)}" if definition.citation else ""
    return f"define {definition.name}{citation} = {test_text(definition.test)};"


def header_text(rules: t.RuleList) -> str:
    """The header of a rule list, with its semicolon."""
    amends = f" amends {rules.amends}" if rules.amends else ""
    return f"list {rules.name} {_quoted(rules.title)} on HS {rules.edition}{amends};"


def omission_text(omission: t.Omission) -> str:
    """An omission of a rule list, with its semicolon."""
    return f"omit {_ranges(omission.products)}{f' {omission.option}' if omission.option else ''};"


def rule_list_text(rules: t.RuleList) -> str:
    """A whole rule list, a statement a line."""
    lines = [header_text(rules)]
    lines += [definition_text(definition) for definition in rules.definitions]
    lines += [omission_text(omission) for omission in rules.omissions]
    lines += [entry_text(entry) for entry in rules.entries]
    return "\n".join(lines) + "\n"


# How tightly the surroundings bind: an any-of inside an all-of needs brackets, and so on.
_TOP, _INSIDE_ANY, _INSIDE_ALL, _INSIDE_ALLOW = range(4)


def test_text(test: t.Test, inside: int = _TOP) -> str:
    """A test; `inside` says how tightly the surroundings bind."""
    match test:
        case t.AnyOf(tests):
            text = " or ".join(test_text(part, _INSIDE_ANY) for part in tests)
            return f"({text})" if inside >= _INSIDE_ANY else text
        case t.AllOf(tests):
            text = " and ".join(test_text(part, _INSIDE_ALL) for part in tests)
            return f"({text})" if inside >= _INSIDE_ALL else text
        case t.Allow(inner, scope, limit, process):
            text = f"{test_text(inner, _INSIDE_ALLOW)} allowing {scope_text(scope)}"
            if limit is not None:
                measure = "" if limit.measure is t.Measure.VALUE else f"{limit.measure.value} of "
                text += f" up to {measure}{_percent(limit.percent)} of {_basis(limit.basis)}"
            if process is not None:
                text += f" if {process_text(process)}"
            return text
        case t.Each(scope, condition):
            return _each(scope, condition)
        case t.Share():
            return _share(test)
        case t.Done(process):
            return f"done{process_text(process)}"
        case t.Defined(name):
            return name
        case t.Text(wording):
            return f"text({_quoted(wording)})"
        case _:
            assert_never(test)


def _each(scope: t.Scope, condition: t.Condition) -> str:
    match condition:
        case t.Shift(level, excluding, excepted):
            text = _SHIFTS[level]
            if excluding or excepted:
                text += f" except {_bracket(excluding, excepted)}"
            return text if scope == t.ALL_NON_ORIGINATING else f"{text} for {scope_text(scope)}"
        case t.WhollyObtained():
            return "WO" if scope.standing is t.Standing.PRODUCT else f"WO{_bracket(scope.items, scope.excepted)}"
        case t.Originating():
            return f"originating{_bracket(scope.items, scope.excepted)}"
        case t.Unused():
            return f"no {scope_text(scope)}"
        case t.FromInputs(inputs):
            return f"from {_bracket(inputs, ())}"
        case t.OwnRule():
            return "items by own rule"
        case t.RetainsOrigin():
            return "origin retained"
        case t.Undergoes(process):
            return f"{scope_text(scope)} undergo {process_text(process)}"
        case _:
            assert_never(condition)


def _share(share: t.Share) -> str:
    scope, percent = share.scope, _percent(share.percent)
    if isinstance(share.basis, t.PriceBasis) and share.measure is t.Measure.VALUE:
        price = f"({'/'.join(price.value for price in share.basis.prices)})"
        bracket = _bracket(scope.items, scope.excepted) if scope.items or scope.excepted else ""
        if share.remainder:
            return f"RVC{' focused ' + bracket if bracket else ''} {percent} {price}"
        if scope.standing is t.Standing.NON_ORIGINATING and share.relation is t.Relation.AT_MOST:
            return f"MaxNOM{bracket} {percent} {price}"
        if scope == t.ALL_ORIGINATING and share.relation is t.Relation.AT_LEAST:
            return f"RVC build-up {percent} {price}"
    amount = f"{share.measure.value} of {scope_text(scope)}"
    return f"{amount} {share.relation.value} {percent} of {_basis(share.basis)}"


def scope_text(scope: t.Scope) -> str:
    """A scope: its standing and, in brackets, what it is limited to."""
    standing = scope.standing.value
    return standing + (_bracket(scope.items, scope.excepted) if scope.items or scope.excepted else "")


def process_text(process: t.Process) -> str:
    """A process in brackets."""
    joint = " then " if process.ordered else " with "
    return f"({joint.join(_step(step, len(process.steps) > 1) for step in process.steps)})"


def _step(step: t.Step, in_chain: bool) -> str:
    text = " or ".join(map(_operation, step.options))
    return f"({text})" if in_chain and len(step.options) > 1 else text


def _operation(operation: t.Operation) -> str:
    count = f"{operation.count} of " if operation.count != 1 else ""
    inputs = _bracket(operation.inputs, ()) if operation.inputs else ""
    name = _quoted(operation.term) if operation.quoted else operation.term
    return f"{count}{name}{inputs}"


def _bracket(items: Sequence[t.ScopeItem], excepted: Sequence[t.ScopeItem]) -> str:
    text = ", ".join(map(item_text, items))
    return f"[{text} except {', '.join(map(item_text, excepted))}]" if excepted else f"[{text}]"


def item_text(item: t.ScopeItem) -> str:
    """One item of a scope."""
    match item:
        case HsRange():
            return str(item)
        case t.Same():
            return item.value
        case t.Named(name, quoted, codes):
            text = _quoted(name) if quoted else name
            return f"{text} of {' + '.join(map(str, codes))}" if codes else text
        case t.Heaviest(groups):
            return "heaviest " + " or ".join(f"({_ranges(group)})" for group in groups)
        case _:
            assert_never(item)


def _ranges(ranges: Sequence[HsRange]) -> str:
    return ", ".join(map(str, ranges))


def _basis(basis: t.Basis) -> str:
    match basis:
        case t.PriceBasis(prices):
            return "/".join(price.value for price in prices)
        case t.ProductBasis():
            return "product"
        case t.MaterialsBasis(scope):
            return scope_text(scope)
        case _:
            assert_never(basis)


def _percent(percent: Decimal) -> str:
    text = f"{percent:f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
