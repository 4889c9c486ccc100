"""What each operation answers, on the little zone."""

from __future__ import annotations
