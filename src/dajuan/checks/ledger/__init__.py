"""LG: figures against a ledger's. These rules run only where one is handed in (``--ledger``).

One file a rule; a file that begins with an underscore is shared by the rules beside it.
"""
