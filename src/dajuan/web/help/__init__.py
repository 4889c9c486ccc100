"""Your first five minutes: one page a role, in words, each step leading to its page. The words are in ``guides.toml``;
how a page works in full is in the manual, not here."""
