"""标准 standards: what official texts lay down, as dated data, and the pure functions that apply it.

    from dajuan.standards import assess
    assess("tech-sme", {"employees": 100, "tech-staff": 22, …}, on=date(2026, 5, 1))

Titles, size class, credit code and factory levels are rules of one language, ``enterprise/*/*.yaml`` read by ``rules``; ``many``
puts a hundred thousand enterprises through one. Any other standard is a ``.yaml`` (its source, the days between which it is in
force, the numbers, and which of them could not be confirmed) beside its ``.py``. No storage, no reports; a number nobody could
confirm decides nothing.
"""

from dajuan.standards.rules.assess import Verdict, assess, rules
from dajuan.standards.rules.doubts import Doubt, doubts
from dajuan.standards.rules.facts import Facts
from dajuan.standards.rules.interval import Interval, Truth
from dajuan.standards.trouble import RuleError

__all__ = ["Doubt", "Facts", "Interval", "RuleError", "Truth", "Verdict", "assess", "doubts", "rules"]
