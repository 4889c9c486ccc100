"""Views of land, a module a kind of page."""
