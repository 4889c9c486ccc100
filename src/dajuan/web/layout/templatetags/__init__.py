"""Template tags: ``page`` and ``standing`` are there on every page without loading."""
