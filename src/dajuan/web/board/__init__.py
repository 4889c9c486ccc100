"""督查看板 board: a year's targets with their lights — what is red, why, and who — as a page, on the leaders' screen, as a file.

What a viewer sees of a board (``seen``), which of it an address asks for (``asked``), what came into the ledger in a
week (``news``), and all that the templates show (``shown``). Lights, forecasts and changes are of ``answers``.
"""
