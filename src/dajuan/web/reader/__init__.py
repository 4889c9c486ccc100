"""报告阅读 reader: a document is uploaded, read in a job, and shown with what was understood and what does not hold.

What is read, checked and compared is the rooms' below (``documents``, ``claims``, ``checks``, ``comparison``); how it is
marked is ``outputs``'. Here are the pages, the files' place in the zone (``shelf``) and readings as they are kept
(``readings``).
"""
