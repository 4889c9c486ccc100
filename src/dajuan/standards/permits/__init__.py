"""审批 permits: which certificates let works begin (四证), and how far promises may stand for papers (告知承诺).

Each ``.yaml`` holds what single places and texts published, with their source and how far that could be confirmed; what is
ours is marked so. ``certificates`` reads the sets, ``promising`` the rules of promises. What a case has to hand in is a
list of the zone's own and lies with the system that works on it.
"""
