"""人才与就业 pages of talent and jobs: numbers, lists, one person (masked), rosters in, the year's jobs; and the table of identities,
sealed, which are shown to whoever handles them, noted, and can be deleted."""
