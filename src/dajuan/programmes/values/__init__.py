"""Typed values: what stands in a cell → what the ledger keeps, and back to what people read.

Canonical forms, chosen so that equal values are equal bytes and none is a float: a quantity is an integer of
10^-scale base units (money 分), a date ``2024-06-18``, a month ``2024-06``, a moment ``2024-06-18 14:30``, a choice its
key, a flag true or false, words NFC text, an amount its number and unit (``230亿元``), a credit code its 18 characters,
geometry minimal GeoJSON text, a reference ``programme/code``.
"""

from dajuan.programmes.values.read import read_value
from dajuan.programmes.values.show import show_value, tell_value
from dajuan.programmes.values.subject_code import read_subject_code
from dajuan.programmes.values.trouble import ValueTrouble

__all__ = ["ValueTrouble", "read_subject_code", "read_value", "show_value", "tell_value"]
