"""Coverage and where to build next; one facility; the bases."""
