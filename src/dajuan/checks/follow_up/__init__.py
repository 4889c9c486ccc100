"""FU: what was reported against what is promised.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
