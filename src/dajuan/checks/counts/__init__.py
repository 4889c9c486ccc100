"""CT: announced counts against the lists that follow.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
