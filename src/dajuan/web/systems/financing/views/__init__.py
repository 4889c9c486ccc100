"""Pages of financing: the first page, one application, a firm and its dossier, products and funds."""
