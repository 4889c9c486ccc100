"""安全整治 safety: hazards from being found to being closed, with limits by grade, rechecked by another than who mended them.

One hazard as its entries have it and how it stands on a day (``hazard``), the zone's limits and ladder (``handling``), what may
be done next as drafts (``steps``), the heat of sectors and streets (``heat``), who is reminded (``reminders``).
"""

HAZARDS, CAMPAIGNS = "safety-hazards", "safety-campaigns"
