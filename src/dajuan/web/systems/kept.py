"""What a system makes of whole programmes, kept until one of them has a new entry, or the day is another."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import date
from typing import Generic, TypeVar

from dajuan.web.moment import Moment
from dajuan.web.served import served

T = TypeVar("T")


def day_of(moment: Moment) -> date:
    return moment.as_of or served().today()


class Kept(Generic[T]):
    def __init__(self, programmes: Sequence[str], make: Callable[[Moment], T], *, most: int = 8) -> None:
        """``programmes``: those that it is made of. ``most``: so many moments are kept."""
        self._programmes, self._make, self._most = programmes, make, most
        self._found: OrderedDict[tuple[object, ...], T] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, moment: Moment) -> T:
        here = served()
        subjects = here.subjects()
        last = tuple(map(subjects.last_of, self._programmes))
        key = (here.folder, here.stamp(), last, day_of(moment), moment.as_of, moment.size)
        with self._lock:
            if key not in self._found:
                self._found[key] = self._make(moment)
                while len(self._found) > self._most:
                    self._found.popitem(last=False)
            self._found.move_to_end(key)
            return self._found[key]
