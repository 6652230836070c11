"""Proofs of origin as they are presented: form, wording, dates, thresholds, authorisations."""
