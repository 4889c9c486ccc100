"""惠企政策 pages of policies: who is entitled to what and has not received, batches, one enterprise's list."""
