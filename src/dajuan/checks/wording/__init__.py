"""WD: words that claim without a ground.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
