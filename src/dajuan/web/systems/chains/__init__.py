"""产业链的页面: a chain's page with what is red on top, its drawing and the forms that change it, its four lists, the
purchases behind the local supply share, what happens if a firm stops, and an edge list in.

What is worked out is ``dajuan.systems.chains``'. Rights are the chain's: whoever records for its office changes it.
"""
