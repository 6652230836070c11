"""Where the records of a dossier stand: in a text, or in a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import field

from origin.dossier.nodes import MapNode
from origin.dossier.notes import Notes
from origin.frozen import Frozen
from origin.problems import Place

_NOWHERE = Place()


class InTable(Frozen):
    """The row of a record, and the cells of the fields it states."""

    own: Place = _NOWHERE
    fields: Mapping[str, Place] = field(default_factory=dict)

    @property
    def keys(self) -> Collection[str]:
        """The fields that are stated, even where their values were refused."""
        return self.fields

    def place(self, key: str) -> Place:
        """The place of a field's value; of the record where the field is not stated."""
        return self.fields.get(key, self.own)


class InText(Frozen):
    """The mapping of a record; places are worked out when they are asked for."""

    notes: Notes
    node: MapNode

    @property
    def own(self) -> Place:
        """The place of the record."""
        return self.notes.place_of(self.node)

    @property
    def keys(self) -> Collection[str]:
        """See `InTable.keys`."""
        return self.node

    def place(self, key: str) -> Place:
        """See `InTable.place`."""
        if key not in self.node:
            return self.own
        value, path = self.node[key], self.node.path
        at = self.node if value is None else value
        return self.notes.place(at.line, at.column, f"{path}.{key}" if path else key)


Where = InTable | InText
