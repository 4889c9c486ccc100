"""Figures are tested on the ledger's databases."""

from tests.databases import address, server

__all__ = ["address", "server"]
