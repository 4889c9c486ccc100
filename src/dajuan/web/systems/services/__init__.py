"""公共服务 pages of public services: coverage by service, its map, the next best place, school places, a facility, the bases."""
