"""Published lists to packs: reads the wording, finds what lists share, and says file by file what a pack holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec.structs import replace

from origin.agreements.agreement import Party
from origin.agreements.coverage import FILE, Coverage, coverage_text, read_coverage
from origin.agreements.publication.arrangement import Published, arrange
from origin.agreements.publication.catalogue import Replica, SharedList
from origin.agreements.publication.context import Context
from origin.agreements.publication.definitions import defined
from origin.agreements.publication.editions import EditionFound, edition_of
from origin.agreements.publication.layout import list_text
from origin.agreements.publication.pack import agreement_text, replica_text
from origin.agreements.publication.pack_files import edited, stamped, unchanged, was_edited, write_files
from origin.agreements.publication.published import PublishedList
from origin.agreements.publication.reading import Outcome, ReadEntry, Wording, entries_of, read_wordings, wording_of
from origin.agreements.publication.sharing import WORTH_SHARING, amendments, common_entries
from origin.agreements.publication.soundness import Soundness
from origin.agreements.registry import read_rule_list
from origin.agreements.rule_book import concerns, narrowest
from origin.frozen import Frozen
from origin.language import tree as t
from origin.language.legal import PublishedRule, Reading
from origin.language.notation import entry_head
from origin.nomenclature.code import HsCode
from origin.nomenclature.edition import edition
from origin.problems import Problem, Read


class ImportedList(Frozen):
    """A published list, read: its entries, the HS edition it was read on, and where it came from."""

    published: PublishedList
    entries: tuple[ReadEntry, ...]
    edition: EditionFound
    readings: Mapping[int, tuple[tuple[PublishedRule, ...], Reading]] = msgspec.field(default_factory=dict)
    """The rules of each rule set and how they were read, by the number of the rule set."""
    idle: tuple[ReadEntry, ...] = ()
    """Entries that are left out, as narrower ones cover all of their products."""

    @property
    def scheme(self) -> str:
        """The publisher's code of the scheme."""
        return self.published.scheme

    @property
    def tree(self) -> tuple[t.Entry, ...]:
        """The entries as a rule list has them."""
        return tuple(one.entry for one in self.entries)


def read_lists(
    lists: Sequence[PublishedList],
    context: Context,
    progress: Callable[[int], None] | None = None,
    processes: int | None = None,
) -> tuple[ImportedList, ...]:
    """Reads the wording of lists, each wording once; `progress` is told how many more wordings are read."""
    arranged = {published.scheme: arrange(published) for published in lists}
    places = [place for places in arranged.values() for place in places if place.rules]
    readings = read_wordings(map(wording_of, places), progress, processes)
    return tuple(_imported(published, arranged[published.scheme], readings, context) for published in lists)


def count_wordings(lists: Iterable[PublishedList]) -> int:
    """How many different wordings lists have."""
    return len({wording_of(place) for published in lists for place in arrange(published) if place.rules})


def _imported(
    published: PublishedList, places: Sequence[Published], readings: Mapping[Wording, Reading], context: Context
) -> ImportedList:
    scheme = published.scheme
    entries: list[ReadEntry] = []
    by_record: dict[int, tuple[tuple[PublishedRule, ...], Reading]] = {}
    for place in places:
        reading = readings.get(wording_of(place)) if place.rules else None
        entries += entries_of(place, reading, context.catalogue.home.id)
        if reading is not None:
            by_record |= dict.fromkeys(place.records, (place.rules, reading))
    facts = context.facts.get(scheme)
    found = edition_of(published, context.texts.get(scheme, ()), facts.validity_start_date if facts else None)
    sound = Soundness(context.glossary, found.edition, found.extended_to)
    kept = _told_apart(sound.entries(entries))
    reached = _reached([one.entry for one in kept], found)
    idle = tuple(one for one in kept if id(one.entry) not in reached)
    read = {record: sound.reading(*read) for record, read in by_record.items()}
    return ImportedList(published, tuple(one for one in kept if id(one.entry) in reached), found, read, idle)


def _reached(entries: Sequence[t.Entry], found: EditionFound) -> frozenset[int]:
    """The ids of the entries that speak for some product, and are not wholly covered by narrower ones.

    An entry for products that no edition at hand has is kept: what it says may be true of an older edition.
    """
    years = {found.edition, found.extended_to or found.edition}
    spoken: set[int] = set()
    concerned: set[int] = set()
    for chapter, codes in groupby(
        sorted({text for year in years for text in edition(year).texts}), lambda text: text[:2]
    ):
        near = [entry for entry in entries if concerns(entry, HsCode(chapter))]
        for code in map(HsCode, codes):
            those = tuple(entry for entry in near if concerns(entry, code))
            concerned.update(map(id, those))
            spoken.update(map(id, narrowest(those)))
    return frozenset(id(entry) for entry in entries if id(entry) in spoken or id(entry) not in concerned)


def _told_apart(entries: Iterable[ReadEntry]) -> tuple[ReadEntry, ...]:
    """The entries, each with an option of its own where wording and descriptions together gave two the same."""
    seen: set[tuple[object, str | None]] = set()
    kept: list[ReadEntry] = []
    for one in entries:
        entry = one.entry
        number = 2
        while not entry.cumulative and (entry.products, entry.option) in seen:
            name = one.entry.option or "other"
            entry = replace(one.entry, option=f"{name}-{number}", label=one.entry.label or name)
            number += 1
        seen.add((entry.products, entry.option))
        kept.append(replace(one, entry=entry))
    return tuple(kept)


# -- packs ----------------------------------------------------------------------------------------------------------


class Written(Frozen):
    """What an import wrote, or would write: the files that are new or differ, and those that were so already."""

    folder: Path
    changed: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    dry_run: bool


def import_packs(
    imported: Sequence[ImportedList], context: Context, folder: Path, *, force: bool = False, dry_run: bool = False
) -> Read[Written]:
    """Writes the packs of imported lists into the folder of agreements: all files or none.

    A file of rules that was edited by hand stops the import, unless it is forced. An agreement file that was is kept:
    it is made to be worked on.
    """
    shared, problems = _shared_lists(folder)
    if problems:
        return Read(None, problems)
    known = read_coverage(folder)
    if known.value is None:
        return Read(None, known.problems)
    files = pack_files(imported, context, shared)
    files[Path(FILE)] = stamped(coverage_text({**known.value, **coverage_of(imported, context)}))
    kept = {path for path in files if path.name == "agreement.yaml" and was_edited(folder / path)}
    files = {path: text for path, text in files.items() if path not in kept}
    same = unchanged(folder, files)
    wanted = {path: text for path, text in files.items() if path not in same}
    problems = edited(folder, wanted, force) if dry_run else write_files(folder, wanted, force)
    if problems:
        return Read(None, problems)
    return Read(Written(folder, tuple(sorted(wanted)), tuple(sorted(same | kept)), dry_run))


def _shared_lists(folder: Path) -> tuple[dict[str, t.RuleList], tuple[Problem, ...]]:
    """The shared lists that stand in a folder of agreements."""
    read = [read_rule_list(path) for path in sorted((folder / "lists").glob("*.psr"))]
    problems = tuple(problem for one in read for problem in one.problems)
    return {one.value[1].name: one.value[1] for one in read if one.value is not None}, problems


def pack_files(imported: Sequence[ImportedList], context: Context, shared: Mapping[str, t.RuleList]) -> dict[Path, str]:
    """The text of every file of the packs, by its path in the folder of agreements.

    Lists that the catalogue shares are made anew where all their schemes are at hand; `shared` are those there are.
    """
    files: dict[Path, str] = {}
    lists = dict(shared)
    by_scheme = {one.scheme: one for one in imported}
    for common in context.catalogue.lists:
        if set(common.schemes) <= set(by_scheme):
            made = [by_scheme[scheme] for scheme in common.schemes]
            lists[common.name] = _shared_list(common, made)
            files[Path("lists", f"{common.name}.psr")] = _shared_text(common, lists[common.name], made, context)
    for one in imported:
        if context.catalogue.scheme(one.scheme).by_hand:
            continue
        folder = Path(context.catalogue.agreement_of(one.scheme))
        rules = own_list(one, context, lists)
        files[folder / "rules.psr"] = _list_text(one, rules, context)
        files[folder / "agreement.yaml"] = stamped(agreement_text(one.scheme, one.tree, one.edition, context))
        for replica in context.catalogue.replicas:
            if replica.of == folder.name and context.catalogue.union is not None:
                files |= _replica_files(replica, context.catalogue.union, one, context)
    return files


def _replica_files(replica: Replica, union: Party, one: ImportedList, context: Context) -> dict[Path, str]:
    """The pack of the agreement after whose model another one was made: its list, with the other party."""
    home = context.catalogue.home.id
    entries = tuple(
        entry for entry in (_with_party(entry, home, union.id) for entry in one.tree) if entry not in one.tree
    )
    title = f"{replica.title}, product-specific rules"
    rules = t.RuleList(replica.id, title, one.edition.edition, (), entries, replica.of)
    heading = [f"{title}, taken over from {replica.of}, which was made after its model.", *_legend(context)]
    folder = Path(replica.id)
    return {
        folder / "rules.psr": stamped(list_text(rules, heading, {})),
        folder / "agreement.yaml": stamped(replica_text(replica, union, one.scheme, one.tree, one.edition, context)),
    }


def _with_party(entry: t.Entry, home: str, union: str) -> t.Entry:
    """The entry with the union in the place of the publishing party, where a direction of trade names that."""
    alternatives = tuple(
        replace(
            one,
            exported_from=union if one.exported_from == home else one.exported_from,
            imported_into=union if one.imported_into == home else one.imported_into,
        )
        for one in entry.rule.alternatives
    )
    return replace(entry, rule=replace(entry.rule, alternatives=alternatives))


def coverage_of(imported: Iterable[ImportedList], context: Context) -> dict[str, Coverage]:
    """How far the list of each agreement was read, those included that were taken over from one of them."""
    found: dict[str, Coverage] = {}
    for one in imported:
        if context.catalogue.scheme(one.scheme).by_hand:
            continue
        counted = Counter(entry.outcome for entry in one.entries)
        name = context.catalogue.agreement_of(one.scheme)
        told = Coverage(counted.total(), *(counted[outcome] for outcome in Outcome))
        found |= {name: told} | {replica.id: told for replica in context.catalogue.replicas if replica.of == name}
    return found


def own_list(one: ImportedList, context: Context, lists: Mapping[str, t.RuleList]) -> t.RuleList:
    """The list of an agreement as its pack states it: whole, or by its differences from a shared one."""
    name = context.catalogue.agreement_of(one.scheme)
    facts = context.facts.get(one.scheme)
    title = f"{facts.title.strip() if facts else name}, product-specific rules"
    whole = t.RuleList(name, title, one.edition.edition, defined(one.tree, context.definitions.get(name, ())), one.tree)
    best = whole
    for shared in lists.values():
        found = amendments(one.tree, shared.entries)
        if len(one.tree) - len(found.entries) < WORTH_SHARING * len(one.tree):
            continue
        size = len(found.entries) + len(found.omissions)
        if size < len(best.entries) + len(best.omissions):
            names = {definition.name for definition in shared.definitions}
            own = tuple(definition for definition in whole.definitions if definition.name not in names)
            best = replace(whole, definitions=own, entries=found.entries, amends=shared.name, omissions=found.omissions)
    return best


def _shared_list(common: SharedList, imported: Sequence[ImportedList]) -> t.RuleList:
    entries = common_entries([one.tree for one in imported])
    edition = min(one.edition.edition for one in imported)
    return t.RuleList(common.name, common.title, edition, defined(entries, ()), entries)


def _shared_text(common: SharedList, rules: t.RuleList, imported: Sequence[ImportedList], context: Context) -> str:
    ids = ", ".join(context.catalogue.agreement_of(one.scheme) for one in imported)
    heading = [
        f"{common.title}: the entries that most of these agreements have: {ids}.",
        "Each of them amends this list by what differs.",
        *_legend(context),
    ]
    remarks: dict[t.Entry, tuple[str, ...]] = {}
    for one in reversed(imported):
        remarks |= remarks_of(one.entries)
    return stamped(list_text(rules, heading, remarks))


def _list_text(one: ImportedList, rules: t.RuleList, context: Context) -> str:
    counted = {outcome: sum(entry.outcome is outcome for entry in one.entries) for outcome in Outcome}
    told = ", ".join(f"{count} {outcome.value}" for outcome, count in counted.items() if count)
    idle = [entry_head(left.entry).rstrip(":") for left in one.idle]
    heading = [
        f"{rules.title}, from {one.published.file} of the published data.",
        f"Wording of the {len(one.entries)} entries: {told}.",
        f"HS edition: {one.edition.evidence}.",
        *([f"Left out, as narrower entries cover all of its products: {', '.join(idle)}."] if idle else []),
        *_legend(context),
    ]
    return stamped(list_text(rules, heading, remarks_of(one.entries)))


def _legend(context: Context) -> list[str]:
    return [
        f"Source: {context.catalogue.source}",
        "Comments above an entry say what was chosen where the published copy leaves its reading open.",
    ]


def remarks_of(entries: Iterable[ReadEntry]) -> dict[t.Entry, tuple[str, ...]]:
    """The comments above entries: what was chosen in reading them. What was left unread shows in the rule itself."""
    found: dict[t.Entry, tuple[str, ...]] = {}
    for one in entries:
        told = [f"{remark.code}: {remark.sentence}." for remark in one.place.remarks]
        told += [f"{choice.code}: {choice.sentence.rstrip('.')}." for choice in one.choices]
        if told:
            found[one.entry] = tuple(dict.fromkeys(told))
    return found
