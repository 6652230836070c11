"""What provisions turn on where a code does not tell: named kinds of goods, which the dossier must state."""

from origin.frozen import Frozen
from origin.nomenclature.code_set import HsSet


class KindOfProduct(Frozen):
    """Products of some codes that are, or are not, of a named kind, which the dossier must state."""

    products: HsSet
    kind: str
