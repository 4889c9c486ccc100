"""What things are called in the made-up zone."""

from __future__ import annotations

from random import Random

STREETS = ("云岭街道", "松溪街道", "望岭街道", "桐浦街道", "石梁街道")
TRADES = ("科技", "精密制造", "新材料", "电子", "软件", "生物", "商贸", "建设", "物流", "装备")
_WORDS = "恒远博瑞嘉禾智新联创天澄海川明启盛华凌云安泰宏图锦程同辉"


def company(random: Random) -> str:
    return "云岭" + "".join(random.sample(_WORDS, 2)) + random.choice(TRADES) + "有限公司"
