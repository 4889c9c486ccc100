"""一码管地 pages of land: parcels by stage and holder, the map, one parcel's file, custom land, codes, shapes taken in.

What wants the extra ``geo`` (overlaps, files of shapes) says so where it is not there; all else works without.
"""
