"""What can be done, one module a kind of thing, each a router."""
