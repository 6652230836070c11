"""What is claimed: the product, its code and where it stands in the rule list, agreement, day and direction."""

from __future__ import annotations

from origin.explanation.answer import Answer
from origin.explanation.document import Facts, Section
from origin.explanation.numbers import kilograms, money, rate
from origin.explanation.share_words import price_name
from origin.explanation.words import code_text, country_name, named, party_name
from origin.language.english_words import day
from origin.language.tree import Price
from origin.nomenclature.labels import label


def claim_section(answer: Answer) -> Section:
    """The facts a reader checks first: is this about my goods, my agreement, my day?"""
    product, dossier, circumstances = answer.product, answer.dossier, answer.determination.circumstances
    rows = [("Product", product.name), ("HS code", _code(answer))]
    for basis, amount in dossier.product.prices.items():
        rows.append((f"{price_name(Price(basis)).capitalize()}", money(amount.amount, amount.currency)))
    if dossier.product.option is not None:
        rows.append(("Description", dossier.product.option))
    if product.weight is not None:
        rows.append(("Weight", kilograms(product.weight)))
    where = product.production.where if product.production else None
    rows.append(("Made in", country_name(where or product.wholly_obtained_in)))
    rows.append(("Agreement", f"{answer.agreement.title} ({answer.agreement.id})"))
    sender = party_name(answer.agreement, circumstances.exported_from)
    receiver = party_name(answer.agreement, circumstances.imported_into)
    rows.append(("Direction", f"{sender} to {receiver}"))
    rows.append(("Day", day(answer.determination.on)))
    for number, stated in enumerate(dossier.rates):
        source = f" ({stated.source})" if stated.source else ""
        rows.append(("" if number else "Rates", f"1 {stated.currency} = {rate(stated.amount)} {stated.into}{source}"))
    return Section("claim", "Claim", (Facts(tuple(rows)),))


def _code(answer: Answer) -> str:
    """The product's code, and where it was carried to on the edition of the rule list."""
    code = answer.product.hs
    if code is None:
        return "not stated"
    text = f"{code_text(code)} of HS {answer.dossier.edition}"
    goods = label(code)
    if goods:
        text += f" ({goods})"
    selection = answer.judgement.selection
    if selection is None or selection.edition == answer.dossier.edition:
        return text
    there = named([code.short for code in selection.codes], "or") if selection.codes else "not found"
    if selection.splits:
        return f"{text}; HS {selection.edition}, which the rule list is on, divides it: {there}"
    same = selection.codes == (code,)
    return f"{text}; {'the same' if same else there} on HS {selection.edition}, the edition of the rule list"
