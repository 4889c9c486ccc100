"""土地 land: the code of a real-estate unit, what custom land (工业定制地) is asked for, how parcels are graded A to D.

Letters, thresholds and cuts are the ``.yaml`` files here, each entry with its source and how far it could be confirmed; the modules
of the same names read and apply them. What nobody could confirm is listed under ``unconfirmed`` and decides nothing.
"""
