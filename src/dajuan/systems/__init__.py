"""系统 systems: what a zone runs that is more than a list — the ladder, chains, diagnosis, the index, financing, requests,
policies, the compute network, the industrial internet. One folder a system.

In a folder: its pure core (functions over values), and the services that read subjects and entries for it and give back
drafts of entries. What a subject is, is its programme pack's; what an official text lays down is ``standards``'; pages
are ``web.systems``'. No system uses another: what two of them need lies in a room below.
"""
