"""RD: how the document was read, and what was left in it.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
