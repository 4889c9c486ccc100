"""公共服务 public services: who gets to what on foot, and where the next facility would reach most.

Here live the walking network of an OpenStreetMap extract (``osm``, ``network``), the table of residents (``residents``),
facilities of the register (``facilities``), how points are brought onto the network (``snapping``), walks along it
(``walks``), who is reached by them and by mere circles (``coverage``), the next best place (``next_place``), school places
and sports area for those who live there (``supply``), what files these are made of and how they are taken in (``bases``),
and the entries that keep a measurement (``measured``).

How far one walks in so many minutes is ``standards.circles``'; pages are ``web.systems.services``.
"""
