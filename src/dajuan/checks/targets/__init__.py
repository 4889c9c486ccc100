"""TG: promises and what they lack.

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
