"""Template tags of the chains' pages."""
