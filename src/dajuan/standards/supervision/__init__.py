"""督查 supervision: how published rules judge a year's work — schedules (序时), lights (亮灯), scores (考核得分).

There is no national rule: each ``.yaml`` here holds what single places published, side by side, each with its source
and with how far it could be confirmed; a zone chooses one by its code or writes its own in the same form. The modules
of the same names read them into plain values. Judging a target by them is done in ``answers``.
"""
