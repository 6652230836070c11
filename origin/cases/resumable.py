"""Long work that can be taken up again: results go line by line into a file beside the output, renamed at the end."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from origin import __version__


def fingerprint(*parts: bytes | str) -> str:
    """What tells this work apart from any other: its inputs, byte for byte, and the version of the toolkit."""
    digest = hashlib.sha256(__version__.encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def part_file(output: Path) -> Path:
    """Where the results of unfinished work stand."""
    return output.with_name(f".{output.name}.part")


def done_before(part: Path, work: str) -> list[dict[str, Any]]:
    """The results of the same work that was broken off; a last line that is not whole is left out."""
    try:
        lines = part.read_bytes().split(b"\n")
        if json.loads(lines[0]) != {"work": work}:
            return []
        return [json.loads(line) for line in lines[1:-1]]
    except (OSError, ValueError):
        return []


def run(
    part: Path,
    work: str,
    todo: Callable[[int], Iterator[dict[str, Any]]],
    progress: Callable[[int], None],
) -> list[dict[str, Any]]:
    """All results of the work: those done before, then the others as `todo` gives them from that number on."""
    results = done_before(part, work)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(json.dumps({"work": work}) + "\n")
        stream.writelines(json.dumps(result) + "\n" for result in results)
        stream.flush()
        progress(len(results))
        for number, result in enumerate(todo(len(results)), len(results) + 1):
            results.append(result)
            stream.write(json.dumps(result) + "\n")
            if number % 50 == 0:
                stream.flush()
            progress(number)
    return results
