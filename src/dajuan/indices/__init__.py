"""综合指数 indices: composite indicators by the steps of the OECD/JRC Handbook (2008), over a table of numbers.

Pure: a scheme (data with a version) and a table go in, scores with all their parts come out. Not here: where the numbers
come from, who is scored (``systems.growth``), official indices that a text lays down (``standards``).
"""
