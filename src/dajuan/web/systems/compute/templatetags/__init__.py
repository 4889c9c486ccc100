"""How this app writes money and card-hours."""
