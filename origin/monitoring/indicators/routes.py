"""Every route on which a third country delivers more than before, with its indicators."""

from __future__ import annotations

from origin.monitoring.indicators.importer import Importer
from origin.monitoring.indicators.lead import Indicator, Lead
from origin.monitoring.indicators.single import capacity, correlation, entry, mirror, supply, surge, unit_value
from origin.monitoring.measures import Measure
from origin.monitoring.trade import Trade, Windows, mean


def leads_of(
    trade: Trade,
    measures: tuple[Measure, ...],
    importers: tuple[str, ...],
    production: dict[tuple[str, str], float],
    split: dict[Measure, Windows],
) -> list[Lead]:
    """Every route on which the third country delivers more than before, with its indicators."""
    found = []
    for measure in measures:
        windows = split[measure]
        if not windows.before or not windows.after:
            continue
        for name in sorted(trade.codes):
            if (
                name in {measure.measured}
                or (measure.importer or name) != name
                or (importers and name not in importers)
            ):
                continue
            told = windows.within(trade.reported[name, "import"])
            if not told.before or not told.after:
                continue
            importer = Importer(trade, name, measure, told, measures)
            falls = importer.fall()
            for code, fall in falls.items():
                for third in sorted(trade.partners[name, code]):
                    if third != measure.measured and importer.grown(code, third):
                        found.append(_lead(importer, code, third, fall, production))
    return found


def _lead(importer: Importer, code: str, third: str, fall: Indicator, production: dict[tuple[str, str], float]) -> Lead:
    trade, windows, measured = importer.trade, importer.windows, importer.measure.measured
    values = trade.imports.get((importer.importer, third, code))
    struck = trade.imports.get((importer.importer, measured, code))
    before, after = mean(values, windows.before), mean(values, windows.after)
    gone = mean(struck, windows.before) - mean(struck, windows.after)
    volume = importer.volume(code, third)
    supplied, rise = supply(importer, code, third)
    known = [after - before, gone, *([rise] if rise is not None else [])]
    whole = importer.total(code, windows.before), importer.total(code, windows.after)
    return Lead(
        code=code,
        measured=measured,
        third=third,
        importer=importer.importer,
        measure=importer.measure,
        windows=windows,
        basis="net mass" if trade.by_mass(importer.importer, code) else "value",
        before=before,
        after=after,
        share_before=mean(volume, windows.before) / whole[0] if whole[0] else 0.0,
        share_after=mean(volume, windows.after) / whole[1] if whole[1] else 0.0,
        measured_before=mean(struck, windows.before),
        measured_after=mean(struck, windows.after),
        fall=fall,
        gain=importer.gain(code, third),
        supply=supplied,
        correlation=correlation(importer, code, third),
        surge=surge(importer, code, third),
        capacity=capacity(importer, code, third, production),
        mirror=mirror(importer, code, third),
        unit_value=unit_value(importer, code, third),
        entry=entry(importer, code, third),
        stake=max(0.0, min(known)),
    )
