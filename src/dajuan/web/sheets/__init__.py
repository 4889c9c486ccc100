"""答卷 answer sheets: composed by a job, looked at, signed by two people, published, kept and compared.

What a sheet says is ``dajuan.answers.sheet``'s; here it is a version with its files, its signatures and its fate. A version
never changes: to say something else, another one is composed.
"""
