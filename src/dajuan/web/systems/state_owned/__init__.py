"""国有集团的页面: the groups side by side, and each company with those under it, its projects, targets and reform tasks."""
