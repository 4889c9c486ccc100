"""产业链 industry chains: the drawing of a chain, what is weak in it, its four lists.

Here live the chain as a value (``chain``) and how it is read out of the register of subjects (``reading``,
``listing``), its graph (``supply_graph``, ``layout``, ``drawing``), what nodes lack (``coverage``, ``contradictions``),
the local supply share (``local_share``), concentration, what happens if a firm stops (``stopping``), what is red
(``reds``), a plain edge list of a sheet (``edge_list``, ``edge_rows``), and the drafts by which a drawing is changed
(``editing``, from the ``ground`` that is there). Pages are ``web.systems.chains``; how projects and firms are followed is their own packs'.
"""
