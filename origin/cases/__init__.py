"""Preference claims and verification cases: claims, decisions on them, the register, clocks, letters, customs debt."""
