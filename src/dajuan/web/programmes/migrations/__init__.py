"""How the tables of these pages came to be."""
