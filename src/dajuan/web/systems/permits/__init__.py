"""拿地即开工 pages of permits: hours to the certificates and where they are lost, one case with its list, promises and their checks."""
