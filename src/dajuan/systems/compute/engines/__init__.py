"""引擎 engines: what runs a job and accounts for it. ``engine`` says what each can be asked; ``slurm``, ``ray`` and ``kueue``
ask theirs; ``configured`` reads ``[compute.engines.NAME]`` of ``dajuan.toml``.

What happened is what an engine says happened: nothing here estimates. Placing and billing are not here.
"""
