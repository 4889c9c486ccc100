"""Pages: people, what is taken in, jobs, keys."""
