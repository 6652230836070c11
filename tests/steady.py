"""Examples that hang on the test alone, not on which modules another test of the same worker has imported."""

from __future__ import annotations

from typing import Any

from hypothesis.internal.conjecture import providers

NAME = "steady"


class SteadyProvider(providers.HypothesisProvider):
    """Hypothesis's own draws, without the constants that it gathers from the modules loaded so far.

    With them the same seed draws other examples in another order of tests, and a failure cannot be repeated.
    """

    def _maybe_draw_constant(self, *_args: Any, **_options: Any) -> None:
        return None


providers.AVAILABLE_PROVIDERS[NAME] = f"{__name__}.{SteadyProvider.__name__}"
