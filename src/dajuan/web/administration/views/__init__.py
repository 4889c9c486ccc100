"""Pages of the administration, a file a group: organisations, people, what is kept, what rules, what was done."""
