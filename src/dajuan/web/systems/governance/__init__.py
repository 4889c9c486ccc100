"""数智治理的页面: the catalogue with quality at a glance, one data set with the rows behind its score, services, scenes; DCAT."""
