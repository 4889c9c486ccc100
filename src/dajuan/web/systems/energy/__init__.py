"""能源与绿色工厂的页面: installations by kind, one of them month by month, heat, green factories and an enterprise's self-check."""
