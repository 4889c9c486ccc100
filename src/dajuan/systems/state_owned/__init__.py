"""国有集团 state-owned groups: their tree, what each owns, answers for and reforms; money that two own is there once.

Values in, values out; what is read comes from the registers of companies, stakes, projects and tasks. Who may see what
is a page's.
"""
