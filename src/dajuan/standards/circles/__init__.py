"""生活圈 walking circles: the levels of GB 50180-2018, walking speeds, and how far one gets in so many minutes.

Values are ``circles.yaml``, each with its source; who is reached is ``systems.services``'.
"""
