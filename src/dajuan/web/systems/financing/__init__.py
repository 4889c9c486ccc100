"""融资与基金 pages of financing: a firm's matches, applications and consents; a bank's applications and what it may see
of a firm; the office's funnel, products and funds."""
