"""The register of verification cases: an append-only log of events in one transactional store, and what follows."""
