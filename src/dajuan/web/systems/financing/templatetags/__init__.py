"""Filters for templates of financing."""
