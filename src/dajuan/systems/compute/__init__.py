"""城市算力网 compute: capacity of several centres offered, needs placed on it, run by an engine, metered, settled.

``precision`` (what a P means, and that FP16 is never added to FP64), ``offers``, ``needs`` and ``jobs`` (what the packs'
rows say), ``places`` (which place satisfies a term on where data lie), ``objectives`` (what the placement is to make
small), ``candidates`` (which offers a need could go to, and why not the others), ``calendar`` (cards that are free, by
the hour), ``placing`` (the optimiser, and the greedy rule and the full search that it is held against), ``reasons`` (its
choice in words), ``engines`` (Slurm, Ray, Kueue), ``metering`` and ``billing`` (integers of card-seconds and 分),
``settling`` and ``steps`` (drafts of entries), ``terms`` (who pays for what), ``use`` (a centre's month), ``network`` (all of
it in hand).
Money is in 分, energy in 瓦时, computing power in GFLOPS or GOPS: integers all.
"""
