"""QU: a number, its unit, its share, its range.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
