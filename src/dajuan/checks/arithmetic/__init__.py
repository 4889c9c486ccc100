"""AR: sums, shares, growth and levels that must agree.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
