"""一码管地 land: parcels with the codes that they had, in whose hands they are, custom-land promises kept, shapes taken in.

Reading and reckoning are pure; ``codes`` alone appends, as a code is only issued once the ledger has taken it. ``shapes`` has all
that wants the extra ``geo``.
"""
