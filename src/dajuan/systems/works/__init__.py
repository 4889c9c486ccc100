"""投资与工程 works: projects and public works with their money by month.

``project`` what is known of one, ``progress`` plan against done against the schedule, ``owners`` whose the money is,
``batches`` 三个一批 and the four rates, ``panel`` and ``foresight`` where the year will end, ``slipping`` who is stalled or
behind and by which rule, ``doubts`` what cannot be so. Pure; thresholds of our own are in ``works.toml``.
"""
