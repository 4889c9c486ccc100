"""What every page shares: the frame around it, template tags, and what is said when something goes wrong."""
