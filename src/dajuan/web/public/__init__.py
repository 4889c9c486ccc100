"""公开页 the public page: what the zone has chosen to publish, for anybody, without signing in.

A publication freezes a year's board at a day and at a size of the log, so that what was published stays what it was and
may be cached. Published are targets with their lights and the organisations that answer for them, never people's names,
reports in progress, or whatever an entry says of an enterprise. The same as csv and JSON, with a licence line.

Stalled estates are published for their buyers by themselves (``estates``): frozen in the same way, those estates and those
fields only that ``systems.housing.status`` names, and the plan of an estate only where the zone says so.
"""
