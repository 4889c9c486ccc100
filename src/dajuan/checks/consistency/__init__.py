"""CO: the same thing told twice.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
