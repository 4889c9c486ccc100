"""规则 rules: an official rule as data, and what it makes of an enterprise's facts on a day.

A rule is YAML (``standards/enterprise/*/*.yaml``): versions with the days between which each is in force, conditions in the
law's own order, a table of points, grades from the best down. :func:`~dajuan.standards.rules.assess.assess` weighs facts by it. What is not known
stays unknown, what only a person can judge may be a range: a condition is then neither met nor missed, a score an interval.
What nobody could confirm decides nothing. Not here: where facts come from, what a zone does with a verdict.
"""
