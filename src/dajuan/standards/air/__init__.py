"""空气质量 air: the index (AQI) of a day or an hour, what makes a day valid, limits, and what a month or year comes to.

``index`` reads ``editions.yaml`` (HJ 633: 2012, 2026): sub-indices, AQI, primary pollutant, grade, by the edition in force on the
day. ``days`` makes daily values of hours (GB 3095, table 4; GB/T 8170). ``limits`` is GB 3095 itself, ``periods`` means,
percentiles and the composite index (HJ 663). ``many`` does what ``days`` and ``index`` do for years of hours at once; it needs
numpy. Concentrations are exact fractions in the standards' own units: 毫克/立方米 of CO, 微克/立方米 of the others.
Not here: files of stations, what a zone promised, chances.
"""
