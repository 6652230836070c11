"""The lay-out of a published text as signs: lists and their items, sentences, and "or" between whole rules.

Lists are marked by hyphens, by letters or by nothing but line breaks; a line break may also be no more than the width
of the column it was printed in. What tells them apart are the words at the line's end and at the next one's beginning.
"""

from __future__ import annotations

import re

from origin.language.legal.closing import closing
from origin.language.legal.letters import lettered
from origin.language.legal.passage import Passage

OPEN, ITEM, AND, OR, CLOSE, STOP, ALTERNATIVE, CLOSING = "⟦•∧∨⟧¶‖⁋"
SIGNS = frozenset("⟦•∧∨⟧¶‖⁋")

_BULLET = re.compile(r"^( *)(?:- )?(?:\(?([a-z]|[ivx]+|\d{1,2})\) |(?:[a-z]|\d{1,2})\. |- )")
_JOINT_AT_END = re.compile(r"[,;]?\s*(?:\b(and ?/ ?or|and|or)\b)?[,;.]?\s*$")
_JOINT_AT_START = re.compile(r"^(and ?/ ?or|and|or)\b[,:]?\s*(?=\S)")
_LONE_JOINT = re.compile(r"^\s*(and ?/ ?or|and|or)\s*[,:]?\s*$")
_NEW_SENTENCE = re.compile(
    r"^(?:However|For |See|[Jj]ute fabric|This rule|In the case|The following|A ['\"]group|Note:|In accordance|Article"
    r"|The duration|Only )"
)
_CLAUSE = re.compile(
    r"^(?:in which|where|the (?:value|weight|net weight|total|individual)|all |any |from |at least "
    r"|non-originating materials)\b",
    re.IGNORECASE,
)
_AFTER_LIST = re.compile(r"^(?:[Oo]f which|may be used|in which case|[Ff]ollowed in)\b")
_WRAPPED_END = re.compile(
    r"\b(?:of|the|a|an|to|from|exceed|heading|subheading|chapter|and|with|in|than|by|or|for|that)$"
)
_WRAPPED_START = re.compile(
    r"^(?:\d|(?:and|or) \d|products?\b|ex-works price\b|A\)|re-tanning\b|man-made\b|bones\b|shrink\b"
    r"|non-originating [a-z-]+ [a-z]+ of heading \d+ may)"
)
_RULE_START = (
    r"(?=[⟦ ]*(?:Manufacture|Production|Other operations|A change|No change|A maximum|CTH|CTSH|CC\b"
    r"|Weaving|Spinning|Extrusion|Printing"
    r"|Flocking|Knitting|Dyeing|Twisting|Making|Coating|Electrolytic|Fusion|Alloying|Hand-|Thermal|Cutting|[RQ]VC|WO"
    r"|(?i:max ?nom|an? (?:regional|qualifying) value content|no (?:required )?change|a change (?:to|from|in|of)"
    r"|change in tariff|manufacture (?:from|in which|by)|production (?:from|in which)"
    r"|the good(?: of (?:sub)?heading [\d.]+)? is))\b)"
)
_STARTS_RULE = re.compile(_RULE_START)
_OR_BETWEEN_RULES = re.compile(
    rf"[,;.]?\s+or:?\s+{_RULE_START}|;\s*or:?\s+(?=[A-Z])|[.,;]?\s*\n\s*or\s*\n\s*|,?\s+and ?/ ?or\s+(?=manufacture\b)"
    r"|\s+or\s+(?=printing (?:accompanied|combined))|[,;]?\s+or\s+(?=(?!Following)[A-Z][a-z-]*ing\b)"
)
_INLINE_ITEMS = re.compile(r"(?:(?<=:)|(?<=[,;])|(?<=[,;] and)|(?<=[,;] or)) - (?=[a-z])")
_RULES_BY_LINES = re.compile(r";\s*\n(?=(?:[A-Z][^\n]*;\s*\n)*[A-Z][^\n]*;\s*or\s*\n[A-Z][^\n]*$)")
_RULES_BY_SEMICOLONS = re.compile(r"; (?=[A-Z][^;\n]*; or\b|an? [^;\n]* (?:is|are) undergone; or\b)")
_CODE_BEFORE_RULES = re.compile(
    r"(?:(?<=‖)|^)(CC|CTH|CTSH), (?!except|excluding|other|provided|however|in which|where|within|and|see)(?=[^‖¶⟦]*‖)"
)
_ALL_RULES = re.compile(
    r"^(?:(?:any|either|one)(?: one)? of the following(?: rules| criteria)?:?)?⟦|⟧[.¶\s]*$", re.IGNORECASE
)
_NUMBERED_RULES = re.compile(
    r"\A(?:(?:Either|Any|One) of the following:?\n)?\(?1[.)] (?=[^\n]*(?:\n(?!\(?2)[^\n]*)*;(?: or)?\n\(?2[.)] )"
)
_NEXT_NUMBER = re.compile(r";(?: or)?\n\(?\d+[.)] ")
_HOWEVER = re.compile(r"; (?:in all of this, )?(however\b)")
_SEMICOLON = re.compile(r";(?= )")
_RULE_AFTER_RULE = re.compile(rf"¶{_RULE_START}")
_TIED = r"accompanied|combined|followed|preceded"
_TOGETHER = re.compile(
    rf"(?:(?<=‖)|^)((?:[A-Z]\w*ing\b|Extrusion)(?:(?!{_TIED})[^‖¶⟦])+)‖(?=[^‖¶]*\bin (?:each|both) cases?\b)([A-Z])"
)
_WHICH_FIBRES = re.compile(r"[,•∧∨]? ?(?=of which the denomination[^⟧]*⟧)([^⟧]*)⟧")
_INLINE_LIST = re.compile(r"(?:(?<=:)|(?<=that)|(?<=and)|(?<=case)|(?<=used)) (?=\(a\) |\(i\) |\(A\) |\(aa\) |\(1\) )")
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])\.(?=\s+(?:[A-Z\"'(]|however\b)|\s*$)|\.(?=\s*[⟧•∧∨¶])")
_NO_SENTENCE_END = re.compile(r"(?:\bi\.e|\be\.g|\bspp|\bsp|\bNo|\bcf)\.$")


def laid_out(passage: Passage) -> Passage:
    """The passage with signs for its lists, sentences, alternatives and closing paragraphs, in one line."""
    passage = passage.stripped()
    start = closing(passage.text)
    if start is None:
        return _in_signs(passage)
    rules = _in_signs(passage.part(0, start))
    mark = CLOSING if rules.text.endswith(STOP) else STOP + CLOSING
    sign = Passage(mark, (passage.offsets[start],) * (len(mark) + 1))
    return Passage.joined([rules, sign, _in_signs(passage.part(start))])


def _in_signs(passage: Passage) -> Passage:
    passage = passage.stripped()
    if re.search(r": - [a-z]", passage.text):
        passage = passage.sub(_INLINE_ITEMS, "\n- ")
    passage = passage.sub(_RULES_BY_LINES, ALTERNATIVE).sub(_RULES_BY_SEMICOLONS, ALTERNATIVE)
    if _NUMBERED_RULES.match(passage.text):
        passage = passage.sub(_NUMBERED_RULES, "").sub(_NEXT_NUMBER, ALTERNATIVE)
    passage = passage.sub(_OR_BETWEEN_RULES, ALTERNATIVE)
    passage = passage.sub(_CODE_BEFORE_RULES, rf"\1{ALTERNATIVE}")
    passage = _apart(passage)
    passage = passage.sub(_HOWEVER, r"¶\1").sub(_SEMICOLON, ",")
    passage = _sentences(passage)
    passage = passage.sub(re.compile(r"\s*\n\s*"), " ")
    passage = passage.sub(re.compile(r" {2,}"), " ")
    passage = passage.sub(re.compile(r"[\s.,:;]*⟦\s*"), OPEN)
    passage = passage.sub(_WHICH_FIBRES, r"⟧ \1")
    passage = passage.sub(re.compile(r"[\s,;]*(?=[•∧∨⟧])"), "")
    passage = passage.sub(re.compile(r"[:.]?(?:\s*¶)+\s*"), STOP)
    passage = _listed_rules(passage.sub(_RULE_AFTER_RULE, ALTERNATIVE))
    return passage.sub(_TOGETHER, r"\1 or \2")


def _listed_rules(passage: Passage) -> Passage:
    """A text that is nothing but a list of whole rules joined by "or": the rules side by side."""
    text = passage.text
    if len(_ALL_RULES.findall(text)) != 2:
        return passage
    depth = 0
    joints = []
    for number, sign in enumerate(text):
        depth += (sign == OPEN) - (sign == CLOSE)
        if depth == 0 and sign == CLOSE and text[number + 1 :].strip(". ¶"):
            return passage
        if depth == 1 and sign in (ITEM, AND, OR):
            joints.append(number)
    chosen = not text.startswith(OPEN) or (joints and text[joints[-1]] == OR)
    if not joints or not chosen or any(text[number] == AND for number in joints):
        return passage
    if any(not _STARTS_RULE.match(text[number + 1 :]) for number in joints):
        return passage
    ends = [*joints, text.rindex(CLOSE)]
    starts = [text.index(OPEN) + 1, *(number + 1 for number in joints)]
    pieces: list[Passage] = []
    for start, end in zip(starts, ends, strict=True):
        if pieces:
            pieces.append(Passage(ALTERNATIVE, (passage.offsets[start],) * 2))
        pieces.append(passage.part(start, end))
    return Passage.joined(pieces)


def _apart(passage: Passage) -> Passage:
    """The rules of a text, each with lists of its own."""
    pieces: list[Passage] = []
    start = 0
    for part in passage.text.split(ALTERNATIVE):
        if pieces:
            pieces.append(passage.part(start - 1, start))
        pieces.append(_lists(lettered(passage.part(start, start + len(part)))))
        start += len(part) + 1
    return Passage.joined(pieces)


def _lists(passage: Passage) -> Passage:
    """Lines into lists; a line that goes on where the column ended is joined to the one before."""
    return _Lines(passage).passage()


class _Lines:
    """Walks the lines of a passage and keeps the lists that are open."""

    def __init__(self, passage: Passage) -> None:
        self._source = passage
        self._pieces: list[Passage] = []
        self._open: list[int] = []

    def passage(self) -> Passage:
        start = 0
        lines: list[Passage] = []
        for part in self._source.text.split("\n"):
            lines.append(self._source.part(start, start + len(part)))
            start += len(part) + 1
        lines = _joined_wraps(lines)
        plain_list = False
        for number, line in enumerate(lines):
            text = line.text
            bullet = _BULLET.match(text)
            before = lines[number - 1].text.rstrip() if number else ""
            if bullet and (number or text.lstrip().startswith("- ") or len(lines) > 1):
                level = _level(bullet)
                self._item(line.part(bullet.end()), level)
                plain_list = False
            elif self._open and not plain_list and _CLAUSE.match(text) and before.endswith((",", "and")):
                self._item(line, self._open[-1])
            elif _LONE_JOINT.match(text) and self._open:
                self._joint(line)
            elif number and before.endswith(":") and not _NEW_SENTENCE.match(text):
                following = lines[number + 1].text if number + 1 < len(lines) else ""
                single = not following or _NEW_SENTENCE.match(following) or _AFTER_LIST.match(following)
                if single and not _BULLET.match(following):
                    self._close_all()
                    last = self._pieces[-1]
                    self._pieces[-1] = last.part(0, len(last.text.rstrip()) - 1)
                    self._add(" ", line)
                    self._pieces.append(line)
                    continue
                plain_list = True
                self._item(line, 0 if not self._open else self._open[-1] + 1)
            elif plain_list and not _NEW_SENTENCE.match(text) and not _AFTER_LIST.match(text):
                self._item(line, self._open[-1])
            else:
                self._close_all()
                plain_list = False
                sign = " " if _AFTER_LIST.match(text) or not number else STOP
                self._add(sign, line)
                self._pieces.append(line)
        self._close_all()
        return Passage.joined(self._pieces)

    def _item(self, content: Passage, level: int) -> None:
        joint = self._take_joint()
        while self._open and self._open[-1] > level:
            self._sign(CLOSE, content)
            self._open.pop()
        if at_start := _JOINT_AT_START.match(content.text):
            joint = at_start[1]
            content = content.part(at_start.end())
        if not self._open or self._open[-1] < level:
            if self._open and joint is not None:
                self._sign(OR if joint == "or" else AND, content)
            self._open.append(level)
            self._sign(OPEN, content)
        else:
            self._sign(OR if joint == "or" else ITEM if joint is None else AND, content)
        self._pieces.append(content)

    def _take_joint(self) -> str | None:
        """The "and" or "or" with which the piece before ends, taken off it together with its comma."""
        if not self._pieces or not self._open:
            return None
        last = self._pieces[-1]
        if last.text and last.text[-1] in SIGNS:
            return None
        found = _JOINT_AT_END.search(last.text)
        if found is None:
            return None
        self._pieces[-1] = last.part(0, found.start())
        return found[1]

    def _joint(self, line: Passage) -> None:
        self._pieces.append(line)

    def _close_all(self) -> None:
        if self._open:
            self._take_joint()
        while self._open:
            self._sign(CLOSE, self._pieces[-1].part(len(self._pieces[-1].text)))
            self._open.pop()

    def _sign(self, sign: str, where: Passage) -> None:
        self._pieces.append(Passage(sign, (where.offsets[0], where.offsets[0])))

    def _add(self, sign: str, where: Passage) -> None:
        if self._pieces:
            self._sign(sign, where)


def _level(bullet: re.Match[str]) -> int:
    """How deep an item stands: by its indent, and by roman numerals inside letters."""
    indent = len(bullet[1]) // 2
    label = bullet[2]
    return indent + (1 if label and re.fullmatch(r"[ivx]+", label) and label not in "cd" else 0)


def _joined_wraps(lines: list[Passage]) -> list[Passage]:
    """Joins to its predecessor a line that only goes on."""
    found: list[Passage] = []
    in_list = False
    for line in lines:
        text = line.text
        if not text.strip():
            continue
        before = found[-1].text.rstrip() if found else ""
        in_list = in_list or before.endswith(":") or bool(_BULLET.match(before))
        goes_on = (
            before
            and not _BULLET.match(text)
            and not _LONE_JOINT.match(text)
            and (
                (_WRAPPED_END.search(before) and not before.endswith(("and", "or")))
                or (_WRAPPED_START.match(text) and not before.endswith((".", ":")))
                or (before.endswith(",") and _WRAPPED_START.match(text))
                or (not in_list and text[0].islower() and not _NEW_SENTENCE.match(text))
            )
        )
        if goes_on:
            found[-1] = Passage.joined([found[-1], Passage(" ", (line.offsets[0],) * 2), line])
        else:
            found.append(line)
    return found


def _sentences(passage: Passage) -> Passage:
    """Full stops that end a sentence, and "or" between whole rules, as signs."""

    def stop(found: re.Match[str]) -> str:
        return found.group() if _NO_SENTENCE_END.search(found.string[: found.end()]) else STOP

    return passage.sub(_SENTENCE_END, stop)
