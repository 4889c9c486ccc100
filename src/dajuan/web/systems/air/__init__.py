"""空气与水的页面: the year's good days and what is still possible, days and months, stations, a file of hours brought in, the rules
as they stand, water sections."""
