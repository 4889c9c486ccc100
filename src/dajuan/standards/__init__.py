"""标准 standards: what official texts lay down, as dated data, and the pure functions that apply it.

A standard is a ``.yaml`` (its source, the days between which it is in force, the numbers, and which of them could not
be confirmed) and a ``.py`` of the same name. No storage, no reports; a number nobody could confirm decides nothing.
"""
