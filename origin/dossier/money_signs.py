"""The signs and abbreviations of currencies in tables, with the currencies each may stand for."""

from __future__ import annotations

from origin.dossier.code_lists import INDEX, currencies

DOLLARS = tuple("USD CAD AUD NZD HKD SGD TWD MXN".split())
_KRONER = ("SEK", "NOK", "DKK", "ISK")

_SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",),
    "euro": ("EUR",),
    "£": ("GBP",),
    "$": DOLLARS,
    "us$": ("USD",),
    "$us": ("USD",),
    "dollar": DOLLARS,
    "c$": ("CAD",),
    "ca$": ("CAD",),
    "can$": ("CAD",),
    "a$": ("AUD",),
    "au$": ("AUD",),
    "nz$": ("NZD",),
    "hk$": ("HKD",),
    "s$": ("SGD",),
    "nt$": ("TWD",),
    "mx$": ("MXN",),
    "r$": ("BRL",),
    "¥": ("JPY", "CNY"),
    "元": ("CNY",),
    "rmb": ("CNY",),
    "円": ("JPY",),
    "sfr": ("CHF",),
    "fr": ("CHF",),
    "kr": _KRONER,
    "zł": ("PLN",),
    "kč": ("CZK",),
    "ft": ("HUF",),
    "₹": ("INR",),
    "₩": ("KRW",),
    "₺": ("TRY",),
    "₽": ("RUB",),
    "₫": ("VND",),
    "฿": ("THB",),
    "₪": ("ILS",),
    "₴": ("UAH",),
}


def currencies_of(sign: str) -> tuple[str, ...]:
    """The currencies that a sign, an abbreviation or a code may stand for; () where it stands for none."""
    word = sign.strip().rstrip(".").strip()
    if word.upper() in currencies():
        return (word.upper(),)
    if word.lower() == INDEX:
        return (INDEX,)
    return _SIGNS.get(word.lower(), ())


def currency_in(heading: str) -> tuple[str, ...]:
    """The currencies that a heading may name: "value eur", "price in $"."""
    for word in heading.split():
        found = currencies_of(word)
        if found and (len(word) == 3 or not word.isalpha()):
            return found
    return ()
