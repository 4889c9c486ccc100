"""城市算力网的页面 pages of the compute network: catalogue, need with ranked placements, jobs, one job, centres, vouchers.

``inhand`` is the network of the zone being served, ``deeds`` what may be done to a job (pages and API alike), ``needing``
the form of a need, ``shown`` what pages and API tell; ``views`` and ``operations`` ask these.
"""
