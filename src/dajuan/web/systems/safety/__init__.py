"""安全整治 pages of safety: the heat of sectors and streets, hazards by how they stand, one hazard and what may be done next."""
