"""能源与绿色工厂 energy: installations with what they can give and what they gave, heat, and the self-check of green factories.

``quantities`` keeps power and energy apart: one cannot be added to the other. ``installations`` are the rows of the pack with their
months, ``totals`` what they come to by kind, ``doubts`` what cannot be (``energy.toml``). ``factories`` judges enterprises by the
rule of the green factory in force on a day.
"""
