"""活动与出访 pages of events: the calendar, what each brought in and what it is credited with, follow-ups that are late."""
