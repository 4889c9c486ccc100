"""创新平台与成果的页面: platforms by level and kind with their validity and reviews, prizes, projects, listings, and what a firm has."""
