"""What the templates of programmes ask."""
