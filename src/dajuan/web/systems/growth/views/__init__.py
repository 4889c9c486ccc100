"""Pages, one module a thing: the ranking, a firm, checks of the scheme, schemes, runs, certificates."""
