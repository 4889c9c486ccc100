"""The tables of identities, version by version."""
