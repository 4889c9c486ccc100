"""综合指数 indices: composite indicators by the steps of the OECD/JRC Handbook (2008), over a table of numbers.

Pure: a scheme (data with a version) and a table go in, scores with all their parts come out. In the order of the steps:
what a scheme says and how its file is read (``scheme``, ``load``, ``load_parts``), facts of several years and what is
measured by them (``facts``, ``measures``), a table (``table``), who has data enough (``screening``), what is missing
(``imputation``), outliers (``outliers``), one scale (``normalisation``), weights (``weighting``, ``ahp``, ``factors``), rolling up
(``aggregation``), all of it in one go (``construct``), whether it holds together (``coherence``), what other choices would
have come to (``choices``, ``uncertainty``, ``sensitivity``), and why a score is what it is (``explain``).

Not here: where the numbers come from, who is scored (``systems.growth``), official indices that a text lays down
(``standards``). Needs numpy; ``sensitivity`` needs SALib (the extra ``indices``).

Nardo, Saisana, Saltelli, Tarantola, Hoffman, Giovannini: Handbook on Constructing Composite Indicators, OECD 2008, ISBN
978-92-64-04345-9. Treatment of outliers and names of methods follow COINr (W. Becker, R, MIT).
"""
