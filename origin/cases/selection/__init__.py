"""Selecting what to verify: at random, by indicators of risk, by what verification can be expected to recover."""
