"""Filters of the growth index's pages."""
