"""The headings under which bills of materials give their figures, in English, German and French.

All are in small letters without accents, as `header.plain` gives them; of several, the first is preferred.
"""

from __future__ import annotations


def _ranked(text: str) -> dict[str, int]:
    """Headings separated by commas, with their ranks."""
    return {" ".join(name.split()): rank for rank, name in enumerate(text.split(","))}


NAMES: dict[str, dict[str, int]] = {
    "name": _ranked(
        """component, component name, material name, part name, item name, article name, name, part, item, material,
        material description, product name, bezeichnung, benennung, artikelbezeichnung, materialbezeichnung,
        komponentenbezeichnung, teilebezeichnung, materialkurztext, objektkurztext, komponente, bauteil, teil, artikel,
        designation, composant, nom, article, libelle, piece, matiere"""
    ),
    "description": _ranked(
        """description, item description, part description, component description, long description, desc,
        beschreibung, text, kurztext, descriptif"""
    ),
    "id": _ranked(
        """part number, part no, part nr, part id, partnumber, pn, p n, item number, item no, item code, item id,
        component number, component no, material number, material no, material code, article number, article no, sku,
        product code, internal part number, teilenummer, teilenr, teile nr, artikelnummer, artikelnr, artikel nr,
        materialnummer, material nr, komponentennummer, sachnummer, sach nr, identnummer, ident nr, code article,
        numero d article, reference article, reference, ref, id"""
    ),
    "hs": _ranked(
        """hs, hs code, hscode, hs6, hs 6, hs number, hs heading, tariff code, tariff number, tariff heading,
        tariff classification, hts, hts code, hts number, htsus, commodity code, customs code, customs tariff number,
        customs tariff code, harmonized code, harmonised code, taric, taric code, cn code, zolltarifnummer,
        zolltarifnr, zolltarif nr, warennummer, warentarifnummer, statistische warennummer, hs nummer, hs nr, kn code,
        kn nummer, code sh, code hs, code douanier, code nc, position tarifaire, nomenclature douaniere,
        nomenclature combinee"""
    ),
    "quantity": _ranked(
        """quantity, qty, unit qty, unit quantity, quantity per, qty per, quantity per unit, qty per unit,
        quantity per assembly, qty per assembly, qty per assy, quantity per product, component quantity, component qty,
        bom quantity, bom qty, required quantity, required qty, usage, count, pieces, pcs, no of units,
        number of units, menge, anzahl, stuckzahl, stuckzahl pro einheit, komponentenmenge, menge pro einheit,
        bedarfsmenge, quantite, qte, nombre"""
    ),
    "unit": _ranked(
        """unit of measure, uom, u m, um, quantity unit, base unit, unit, units, mengeneinheit, einheit,
        basismengeneinheit, me, unite, unite de mesure"""
    ),
    "unit_value": _ranked(
        """unit cost, unit price, unit value, price per unit, cost per unit, value per unit, price each, cost each,
        each, unit purchase price, standard price, standard cost, purchase price, rate, einzelpreis, stuckpreis,
        stuckkosten, preis pro stuck, preis je stuck, preis pro einheit, preis je einheit, einheitspreis,
        einkaufspreis, einzelwert, einzelkosten, prix unitaire, cout unitaire, valeur unitaire, pu, p u, price, cost,
        preis, kosten, prix, cout"""
    ),
    "value": _ranked(
        """total value, total cost, total price, line total, line value, line cost, extended value, extended cost,
        extended price, ext value, ext cost, ext price, total, subtotal, sub total, value, material value,
        material cost, customs value, amount, gesamtwert, gesamtpreis, gesamtkosten, positionswert, materialwert, wert,
        betrag, summe, valeur totale, prix total, cout total, montant, valeur"""
    ),
    "currency": _ranked("currency, currency code, curr, ccy, wahrung, waehrung, devise, monnaie"),
    "weight": _ranked(
        """total weight, line weight, net weight, weight, gesamtgewicht, nettogewicht, gewicht, poids total, poids net,
        poids"""
    ),
    "unit_weight": _ranked(
        """unit weight, weight per unit, weight per piece, weight each, piece weight, stuckgewicht, einzelgewicht,
        gewicht pro stuck, gewicht je stuck, poids unitaire, poids piece"""
    ),
    "origin": _ranked(
        """country of origin, origin country, origin, coo, c o o, country, made in, ursprungsland, ursprung,
        herkunftsland, land, pays d origine, origine, pays"""
    ),
    "status": _ranked(
        """origin status, originating status, originating, preferential origin, preferential status, preference status,
        ursprungseigenschaft, praferenzursprung, praferenzstatus, statut originaire, originaire"""
    ),
    "scrap": _ranked(
        """scrap, scrap %, scrap percent, scrap rate, scrap factor, waste, waste %, ausschuss, ausschuss %,
        verschnitt, verschnitt %, rebut, rebut %, dechet, taux de rebut"""
    ),
    "level": _ranked(
        """level, bom level, lvl, structure level, indent level, explosion level, hierarchy level, outline number,
        outline, wbs, stufe, strukturstufe, ebene, niveau"""
    ),
    "package_quantity": _ranked(
        """package quantity, package qty, pkg quantity, pkg qty, pack quantity, pack qty, pack size, package size,
        quantity per pack, qty per pack, pieces per pack, pcs per pack, packungsgrosse, stuck pro packung,
        packungsmenge, quantite par paquet"""
    ),
    "package_value": _ranked(
        """package price, package cost, pkg price, pkg cost, pack price, pack cost, price per pack, cost per pack,
        packungspreis, preis pro packung, prix du paquet, prix par paquet"""
    ),
}
"""The headings of each field."""

AMBIGUOUS = frozenset("price cost preis kosten prix cout weight gewicht poids value wert valeur amount betrag".split())
"""Headings that say neither whether they are for one unit nor for the whole line."""

TOTALS = frozenset(
    """total|totals|grand total|sub total|subtotal|sum|sum total|total cost|total price|total value|total costs|
    total amount|total material|total materials|total material cost|total weight|overall total|summe|gesamt|
    gesamtsumme|zwischensumme|endsumme|gesamtkosten|gesamtpreis|gesamtwert|materialkosten gesamt|somme|
    total general|sous total|total ht|total ttc|montant total|cout total""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""What the row of a total is called."""
