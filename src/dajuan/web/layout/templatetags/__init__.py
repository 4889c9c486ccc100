"""Template tags: ``page`` is there on every page without loading."""
