"""The tables of remarks, as they came to be."""
