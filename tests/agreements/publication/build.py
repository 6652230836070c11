"""Published rule sets for tests, in our own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CTH = "Manufacture from materials of any heading, except that of the product."
VALUE = (
    "Manufacture in which the value of all the materials used does not exceed 40% of the ex-works price of the product."
)


def record(
    heading: str, low: str, high: str, *texts: str, description: str | None = None, **more: Any
) -> dict[str, Any]:
    """A line of a corpus; `low` and `high` are filled up to ten digits."""
    rules: list[dict[str, Any]] = [
        {"text": text, "operator": "or" if number else None, "classes": [], "footnotes": [], "quota": False}
        | {"import": True, "export": True}
        for number, text in enumerate(texts or (CTH,))
    ]
    return {
        "scheme": "atlantis",
        "heading": heading,
        "subdivision": description,
        "hs_min": low.ljust(10, "0"),
        "hs_max": high.ljust(10, "9"),
        "rules": rules,
    } | more


def corpus_file(folder: Path, *records: Any, name: str = "atlantis.jsonl") -> Path:
    """A corpus file with these records."""
    file = folder / name
    file.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return file
