"""投资与工程 pages of projects and public works: this year's plan and where it will end, batches, lists with their rules, Gantt, map."""
