"""工业互联网 telemetry: devices of the zone's firms report; what they say becomes entries with a file as evidence.

A reading's way: ``mqtt`` or ``opcua`` brings it, ``reading`` reads it, ``judge`` holds it to the registered devices and the
firm's consent (``registry``), ``intake`` writes it to the ``journal`` (only then is it acknowledged) or to the dead
letters (``letters``), ``lake`` keeps it as Parquet by day and firm, ``rollup`` makes hours of it, ``rolling`` brings the
day's sums into the ledger. ``tally`` remembers what was heard and what has to be rolled up. ``broker`` and ``keys`` write
what mosquitto wants to know; ``gateway`` runs it all; ``networking`` is 设备联网率 as lists.

All of it lies in ``telemetry/`` of the zone's folder, outside the ledger. Pages are ``web.systems.telemetry``.
"""
