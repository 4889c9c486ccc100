"""企业梯度 pages of the ladder: the zone's pipeline by title, one enterprise with every rule, the rules as tables."""
