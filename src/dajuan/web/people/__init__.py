"""People: organisations as a tree, who works where, which roles they hold, sign-in and second factor."""
