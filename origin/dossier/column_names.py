"""The headings under which bills of materials give their figures, in the languages in which we have met them.

All are in small letters without accents, as `header.plain` gives them; of several, the first is preferred.
"""

from __future__ import annotations


def _ranked(text: str) -> dict[str, int]:
    """Headings separated by commas, with their ranks."""
    return {" ".join(name.split()): rank for rank, name in enumerate(text.split(","))}


NAMES: dict[str, dict[str, int]] = {
    "name": _ranked(
        """component, component name, material name, part name, item name, article name, name, part, item,
        material, material description, product name, bezeichnung, benennung, artikelbezeichnung,
        materialbezeichnung, komponentenbezeichnung, teilebezeichnung, materialkurztext, objektkurztext,
        komponente, bauteil, teil, artikel, designation, composant, nom, article, libelle, piece, matiere,
        descripcion, denominacion, articulo, pieza, componente, descrizione, denominazione,
        articolo, omschrijving, benaming, onderdeel, descricao, designacao, peca, artigo, opis, nazwa,
        komponent, czesc, 名称, 品名, 物料名称, denomination, libelle article, artikelbeschreibung, materialname,
        warenbezeichnung"""
    ),
    "description": _ranked(
        """description, item description, part description, component description, long description, desc,
        beschreibung, text, kurztext, descriptif"""
    ),
    "id": _ranked(
        """part number, part no, part nr, part id, partnumber, pn, p n, item number, item no, item code, item
        id, component number, component no, material number, material no, material code, article number,
        article no, sku, product code, internal part number, teilenummer, teilenr, teile nr, artikelnummer,
        artikelnr, artikel nr, materialnummer, material nr, komponentennummer, sachnummer, sach nr,
        identnummer, ident nr, code article, numero d article, reference article, reference, ref, id, numero
        de parte, numero de pieza, codigo, codigo articulo, referencia, codice, codice articolo,
        onderdeelnummer, codigo do artigo, kod, numer czesci, indeks, 物料编码, 料号, code, code produit, matnr,
        idnrk"""
    ),
    "hs": _ranked(
        """hs, hs code, hscode, hs6, hs 6, hs number, hs heading, tariff code, tariff number, tariff heading,
        tariff classification, hts, hts code, hts number, htsus, commodity code, customs code, customs
        tariff number, customs tariff code, harmonized code, harmonised code, taric, taric code, cn code,
        zolltarifnummer, zolltarifnr, zolltarif nr, warennummer, warentarifnummer, statistische warennummer,
        hs nummer, hs nr, kn code, kn nummer, code sh, code hs, code douanier, code nc, position tarifaire,
        nomenclature douaniere, nomenclature combinee, partida arancelaria, codigo arancelario, codigo sa,
        codigo hs, codigo taric, posicion arancelaria, voce doganale, codice doganale, codice hs, codice sa,
        codice taric, nomenclatura combinata, gn code, goederencode, douanecode, tariefcode, codigo pautal,
        codigo nc, posicao pautal, ncm, kod cn, kod taric, kod hs, kod celny, 税号, hs编码, 海关编码,
        tarifnummer, zolltarif, statistische warennr, warennr, code tarifaire, sh, hs code 6 digit, hts us,
        schedule b, statistical number"""
    ),
    "quantity": _ranked(
        """quantity, qty, unit qty, unit quantity, quantity per, qty per, quantity per unit, qty per unit,
        quantity per assembly, qty per assembly, qty per assy, quantity per product, component quantity,
        component qty, bom quantity, bom qty, required quantity, required qty, usage, count, pieces, pcs, no
        of units, number of units, menge, anzahl, stuckzahl, stuckzahl pro einheit, komponentenmenge, menge
        pro einheit, bedarfsmenge, quantite, qte, nombre, cantidad, cant, unidades, quantita, qta, aantal,
        hoeveelheid, quantidade, qtd, quant, ilosc, szt, 数量, mng"""
    ),
    "unit": _ranked(
        """unit of measure, uom, u m, um, quantity unit, base unit, unit, units, mengeneinheit, einheit,
        basismengeneinheit, me, unite, unite de mesure, unidad, unidad de medida, unita di misura, unita,
        eenheid, unidade, jednostka, jm, 单位, mge"""
    ),
    "unit_value": _ranked(
        """unit cost, unit price, unit value, price per unit, cost per unit, value per unit, price each, cost
        each, each, unit purchase price, standard price, standard cost, purchase price, rate, einzelpreis,
        stuckpreis, stuckkosten, preis pro stuck, preis je stuck, preis pro einheit, preis je einheit,
        einheitspreis, einkaufspreis, einzelwert, einzelkosten, prix unitaire, cout unitaire, valeur
        unitaire, pu, p u, price, cost, preis, kosten, prix, cout, coste unitario, costo unitario, precio
        unitario, precio por unidad, valor unitario, prezzo unitario, valore unitario, stukprijs,
        eenheidsprijs, prijs per stuk, kostprijs, preco unitario, custo unitario, cena jednostkowa, koszt
        jednostkowy, 单价, ek, ek netto, ek preis, einkaufspreis netto, netto ek, preis einheit, price unit,
        cost unit, unit net price, net unit price, prix unitaire ht, pu ht, prix achat, prix d achat, piece
        price, each price, price pc, preis stuck, precio, coste, costo, prezzo, prijs, preco, cena"""
    ),
    "value": _ranked(
        """total value, total cost, total price, line total, line value, line cost, extended value, extended
        cost, extended price, ext value, ext cost, ext price, total, subtotal, sub total, value, material
        value, material cost, customs value, amount, gesamtwert, gesamtpreis, gesamtkosten, positionswert,
        materialwert, wert, betrag, summe, valeur totale, prix total, cout total, montant, valeur, importe,
        importe total, coste total, costo total, precio total, valor total, valore, importo, importo totale, prezzo
        totale, valore totale, totaalprijs, totale waarde, bedrag, waarde, preco total, custo total, valor,
        cena laczna, wartosc, wartosc netto, koszt calkowity, 总价, 金额, positionspreis, nettowert, netto
        gesamt, gesamt netto, montant ht, total ht, price total, cost total, extended, extension"""
    ),
    "currency": _ranked(
        """currency, currency code, curr, ccy, wahrung, waehrung, devise, monnaie, moneda, divisa, valuta,
        munteenheid, moeda, waluta, 币种, wkz, waers, whg"""
    ),
    "weight": _ranked(
        """total weight, line weight, net weight, weight, gesamtgewicht, nettogewicht, gewicht, poids total,
        poids net, poids, peso neto, peso total, peso netto, peso, totaalgewicht, peso liquido, masa netto,
        waga, waga netto, 净重, net weight kg, net mass"""
    ),
    "unit_weight": _ranked(
        """unit weight, weight per unit, weight per piece, weight each, piece weight, stuckgewicht,
        einzelgewicht, gewicht pro stuck, gewicht je stuck, poids unitaire, poids piece, peso unitario,
        stukgewicht, masa jednostkowa, 单重"""
    ),
    "origin": _ranked(
        """country of origin, origin country, origin, coo, c o o, country, made in, ursprungsland, ursprung,
        herkunftsland, land, pays d origine, origine, pays, pais de origen, origen, paese di origine, paese
        d origine, land van oorsprong, oorsprong, land van herkomst, pais de origem, origem, kraj
        pochodzenia, pochodzenie, 原产国, 原产地, country of manufacture, country of orig, ctry of origin, orig,
        ursprungsld, herkunft"""
    ),
    "status": _ranked(
        """origin status, originating status, originating, preferential origin, preferential status, preference
        status, ursprungseigenschaft, praferenzursprung, praferenzstatus, statut originaire, originaire,
        caracter originario, carattere originario, oorsprongsstatus"""
    ),
    "scrap": _ranked(
        """scrap, scrap %, scrap percent, scrap rate, scrap factor, waste, waste %, ausschuss, ausschuss %,
        verschnitt, verschnitt %, rebut, rebut %, dechet, taux de rebut, merma, merma %, desperdicio,
        scarto, scarto %, uitval, uitval %, desperdicio %, odpad, odpad %"""
    ),
    "level": _ranked(
        """level, bom level, lvl, structure level, indent level, explosion level, hierarchy level, outline
        number, outline, wbs, stufe, strukturstufe, ebene, niveau, nivel, livello, poziom, nivel bom, nivel
        lista, 层级"""
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
    "evidence": _ranked(
        """evidence, origin evidence, proof of origin, origin proof, type of proof, evidence type, declaration type,
        type of declaration, nachweis, ursprungsnachweis, praferenznachweis, art des nachweises, preuve d origine,
        preuve, justificatif d origine, type de preuve, prueba de origen, tipo de prueba, prova dell origine,
        prova di origine, tipo di prova, bewijs van oorsprong, oorsprongsbewijs, prova de origem, tipo de prova,
        dowod pochodzenia, rodzaj dowodu, 原产地证明, 证明类型"""
    ),
    "evidence_reference": _ranked(
        """supplier declaration number, supplier declaration no, suppliers declaration number, suppliers declaration no,
        supplier s declaration number, supplier s declaration no, supplier declaration, suppliers declaration,
        supplier s declaration, long term supplier declaration, long term suppliers declaration, long term supplier s
        declaration, ltsd number, ltsd no, ltsd, declaration number, declaration no, declaration reference, evidence
        reference, evidence number, proof number, lieferantenerklarung nr, lieferantenerklarung, le nr, lle nr, lle,
        langzeitlieferantenerklarung, langzeit lieferantenerklarung, nachweis nr, nachweisnummer, declaration du
        fournisseur, declaration fournisseur, numero de declaration, numero de la declaration, declaracion del
        proveedor, numero de declaracion, dichiarazione del fornitore, numero dichiarazione, leveranciersverklaring,
        nummer leveranciersverklaring, declaracao do fornecedor, numero da declaracao, deklaracja dostawcy,
        numer deklaracji, 供应商声明, 声明编号"""
    ),
    "evidence_agreement": _ranked(
        """agreement, trade agreement, preference agreement, preferential agreement, fta, free trade agreement,
        abkommen, praferenzabkommen, freihandelsabkommen, accord, accord commercial, accord preferentiel, acuerdo,
        acuerdo comercial, acuerdo preferencial, accordo, accordo commerciale, overeenkomst, handelsovereenkomst,
        acordo, acordo comercial, umowa, umowa handlowa, 协定, 贸易协定"""
    ),
    "evidence_country": _ranked(
        """declared origin, declared country of origin, origin declared, country of preferential origin, preferential
        country of origin, praferenzielles ursprungsland, ursprungsland laut nachweis, pays d origine preferentielle,
        pays d origine declare, pais de origen preferencial, pais de origen declarado, paese di origine preferenziale,
        preferentieel land van oorsprong, pais de origem preferencial, kraj pochodzenia preferencyjnego"""
    ),
    "evidence_issued": _ranked(
        """declaration date, date of declaration, issued, issued on, issue date, date of issue, ausgestellt,
        ausgestellt am, ausstellungsdatum, date d emission, date d etablissement, emis le, fecha de emision, emitido el,
        data di emissione, emesso il, afgegeven op, datum van afgifte, data de emissao, data wystawienia, 签发日期"""
    ),
    "evidence_from": _ranked(
        """valid from, validity from, validity start, effective from, gultig ab, gultig von, valable du, valable a
        partir du, valable des, debut de validite, valido desde, valida desde, valido dal, valida dal, geldig vanaf,
        geldig van, valido a partir de, wazne od, wazna od, 有效期自, 生效日期"""
    ),
    "evidence_until": _ranked(
        """valid until, valid to, valid till, valid through, validity end, validity until, expiry, expiry date, expires,
        expires on, expiration date, gultig bis, ablaufdatum, valable jusqu au, valable au, date d expiration, fin de
        validite, valido hasta, valida hasta, fecha de caducidad, valido fino al, valida fino al, data di scadenza,
        geldig tot, geldig tot en met, valido ate, data de validade, wazne do, wazna do, 有效期至, 失效日期"""
    ),
}
"""The headings of each field."""

AMBIGUOUS = frozenset(
    """price cost preis kosten prix cout weight gewicht poids value wert valeur amount betrag precio coste costo prezzo
    prijs preco cena importe importo bedrag waarde valor valore wartosc peso waga extended extension""".split()
)
"""Headings that say neither whether they are for one unit nor for the whole line."""

TOTALS = frozenset(
    """total|totals|grand total|sub total|subtotal|sum|sum total|total cost|total price|total value|total costs|
    total amount|total material|total materials|total material cost|total weight|overall total|summe|gesamt|
    gesamtsumme|zwischensumme|endsumme|gesamtkosten|gesamtpreis|gesamtwert|materialkosten gesamt|somme|
    total general|sous total|total ht|total ttc|montant total|cout total|suma|razem|suma total|importe total|totale|
    totale generale|totaal|eindtotaal|subtotaal|subtotale|sub totale|suma czesciowa|总计|合计""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""What the row of a total is called."""
