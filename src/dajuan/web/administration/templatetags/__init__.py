"""The row of pages over the administration."""
