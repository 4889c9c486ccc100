"""标准 standards: what official texts lay down, as dated data, and the pure functions that apply it.

    from dajuan.standards import assess
    assess("tech-sme", {"employees": 100, "tech-staff": 22, …}, on=date(2026, 5, 1))

A standard is a ``.yaml`` (its source, the days between which it is in force, the numbers, and which of them could not
be confirmed) and a ``.py`` of the same name; rules of conditions and points are all ``enterprise/*.yaml``, read by ``rules``. No storage, no reports; a number nobody could confirm decides nothing.
"""

from dajuan.standards.rules.assess import Verdict, assess, rules
from dajuan.standards.rules.interval import Interval, Truth
from dajuan.standards.trouble import RuleError

__all__ = ["Interval", "RuleError", "Truth", "Verdict", "assess", "rules"]
