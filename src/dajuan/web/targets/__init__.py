"""目标任务: the list of targets, one target's page, the steps that may be taken, and everybody's inbox.

- *What there is*: ``known`` (the targets and what they are folded from, kept in hand), ``rows`` (the list, filtered),
  ``inbox`` (what waits for somebody).
- *What may be done*: ``steps``, one pure function over values, which pages and the API ask.
- *Doing it*: ``views`` shows, ``moves`` takes a step, ``office`` settles what a target is, ``bulk`` many at once,
  ``monthly`` reports many in one table; ``request`` is what their forms share (key, what was seen, evidence, troubles).
- *Talking of it*: ``remarks``, the only tables here (``models``).

The services are in ``answers``; no rule is here.
"""
