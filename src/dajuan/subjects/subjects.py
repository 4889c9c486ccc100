"""Asking the register: lists, boards, maps, searches, one subject and those around it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from datetime import date, datetime, tzinfo
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from dajuan.ledger.ledger import Ledger
from dajuan.programmes.pack import Programme
from dajuan.subjects.asked import BY_CODE, EVERYTHING, Filter, Order, Page, cursor_of
from dajuan.subjects.boxes import Box
from dajuan.subjects.lasting import lasting_since
from dajuan.subjects.naming import Named, ever_named, names_in, registers_of
from dajuan.subjects.pages import cursor_at, row_in, rows_of, stretch
from dajuan.subjects.past import Moment, counted_then, past, rows_then, shapes_then
from dajuan.subjects.present import Listing, counted, present
from dajuan.subjects.register import WAIT, Register, made_of
from dajuan.subjects.row import STAGE, Row
from dajuan.subjects.searching import found_by
from dajuan.subjects.sites import Site, sites, sites_then
from dajuan.subjects.years import ByYear, stated_by_year

LIMIT, MOST = 50, 1000
"""Rows of a page, if not said otherwise, and at most."""
MOST_SITES = 5000
_QUARTER = 900_000_000
"""Microseconds of a quarter of an hour, to which the clocks of time zones keep; the register has moments in microseconds."""


class Around(NamedTuple):
    """Subjects that one names, and those that name it."""

    names: list[Named]
    named_by: list[Named]


class Brought(NamedTuple):
    """An entry that brought a file, and the subject that it is about."""

    seq: int
    programme: str
    code: str


class Subjects:
    """The register of one ledger. Every question is answered from one consistent view of it.

    ``as_of``: as it was on that day. ``size``: as the log's first entries have it. ``owners``: only subjects for which
    one of these organisations answers; None asks of all. :meth:`follow` brings in what was appended since.
    """

    def __init__(self, ledger: Ledger, derived: Path) -> None:
        self.register = Register(ledger, derived)

    def follow(self, *, wait: float = WAIT) -> int:
        """Take in what is new; returns how many entries of the log are in."""
        return self.register.follow(wait=wait).size

    def page(
        self,
        programme: str,
        *,
        where: Filter = EVERYTHING,
        order: Order = BY_CODE,
        after: str | None = None,
        before: str | None = None,
        limit: int = LIMIT,
        as_of: date | None = None,
        size: int | None = None,
        owners: Collection[str] | None = None,
        only: Collection[str] | None = None,
    ) -> Page:
        """Rows of a programme's list, the first ones, or those after or before a cursor.

        Raises ``ValueError`` where a cursor is none.
        """
        begin, end = cursor_of(after) if after else None, cursor_of(before) if before else None
        with self.register.reading() as db:
            moment = _moment(db, as_of, size)
            listing = self._listing(db, programme, where, order, owners, only, moment)
            part = stretch(db, listing, order, begin, end, max(1, min(limit, MOST)), rows=moment is None)
            if moment is None:
                rows = list(map(row_in, part.found))
            else:
                rows = rows_then(db, [one[0] for one in part.found], self._pack(programme), moment)
            seen = moment.size if moment else made_of(db).size
        if not part.found:
            return Page([], None, None, seen)
        first, last = cursor_at(part.found[0]), cursor_at(part.found[-1])
        return Page(rows, last if part.after else None, first if part.before else None, seen)

    def stages(
        self,
        programme: str,
        *,
        where: Filter = EVERYTHING,
        as_of: date | None = None,
        size: int | None = None,
        owners: Collection[str] | None = None,
        only: Collection[str] | None = None,
    ) -> dict[str, int]:
        """How many subjects are in each stage; "" counts those moved to none yet."""
        with self.register.reading() as db:
            moment = _moment(db, as_of, size)
            if moment is None:
                return counted(db, programme, where, owners, only)
            return counted_then(db, programme, self._pack(programme), where, owners, only, moment)

    def one(self, programme: str, code: str, *, as_of: date | None = None, size: int | None = None) -> Row | None:
        """A subject; None where none of that code was opened."""
        with self.register.reading() as db:
            return self._one(db, programme, code, _moment(db, as_of, size))

    def some(self, programme: str, codes: Collection[str]) -> dict[str, Row]:
        """These subjects as they are by now, but for those that were not opened."""
        with self.register.reading() as db:
            ids = db.execute(
                "select s.id from json_each(?) c cross join subject s on s.code = c.value and s.programme = ?",
                (json.dumps([*codes]), programme),
            )
            return {row.code: row for row in rows_of(db, [id_ for (id_,) in ids])}

    def ways(self, programme: str, codes: Collection[str]) -> dict[str, list[str]]:
        """The stages that each of these was moved to, in order of time."""
        ways: dict[str, list[str]] = {code: [] for code in codes}
        with self.register.reading() as db:
            found = db.execute(
                "select s.code, h.value from json_each(?) c cross join subject s on s.code = c.value and s.programme = ?"
                " cross join held h on h.subject = s.id and h.key = ? and h.died is null order by h.on_day, h.seq",
                (json.dumps(list(ways)), programme, STAGE),
            )
            for code, stage in found:
                ways[code].append(stage)
        return ways

    def shapes(
        self, programme: str, code: str, *, as_of: date | None = None, size: int | None = None
    ) -> dict[str, str]:
        """A subject's geometries, GeoJSON text by field."""
        with self.register.reading() as db:
            moment, subject = _moment(db, as_of, size), _id(db, programme, code)
            if moment is not None:
                return shapes_then(db, subject, self._pack(programme), moment)
            return dict(db.execute("select key, geometry from site where subject = ?", (subject,)))

    def last_of(self, programme: str) -> int:
        """The newest entry about any of a programme's subjects; -1 where there is none."""
        with self.register.reading() as db:
            found = db.execute("select max(last) from row where programme = ?", (programme,)).fetchone()
            return -1 if found[0] is None else int(found[0])

    def days_recorded(self, programme: str, zone: tzinfo, *, size: int | None = None) -> list[date]:
        """The days, in order, on which anything about its subjects was recorded; those of a time zone whose days begin on the
        hour of UTC."""
        with self.register.reading() as db:
            found = db.execute(
                "select distinct f.at / ? from fact f join subject s on s.id = f.subject where s.programme = ? and f.seq < ?",
                (_QUARTER, programme, made_of(db).size if size is None else size),
            )
            days = {datetime.fromtimestamp(nth * _QUARTER / 1_000_000, zone).date() for (nth,) in found}
        return sorted(days)

    def by_year(
        self,
        programme: str,
        keys: Collection[str],
        *,
        only: Collection[str] | None = None,
        as_of: date | None = None,
        size: int | None = None,
    ) -> dict[str, ByYear]:
        """What was stated of some fields of every subject in every year, by its code."""
        with self.register.reading() as db:
            made = made_of(db)
            moment = _moment(db, as_of, size) or Moment(made.latest, made.size)
            return stated_by_year(db, programme, keys, only, moment)

    def since(self, programme: str, key: str, *, as_of: date | None = None, size: int | None = None) -> dict[str, date]:
        """From which day on each subject's present value of a field has been so, by its code."""
        with self.register.reading() as db:
            made = made_of(db)
            moment = _moment(db, as_of, size) or Moment(made.latest, made.size)
            return lasting_since(db, programme, key, moment)

    def search(self, text: str, *, owners: Collection[str] | None = None, limit: int = LIMIT) -> list[Row]:
        """Subjects of all programmes whose code, name or organisations hold ``text``: first those whose code it is,
        then those whose code or name holds it."""
        with self.register.reading() as db:
            return rows_of(db, found_by(db, text, owners, max(1, min(limit, MOST))))

    def sites(
        self,
        programme: str,
        *,
        box: Box | None = None,
        where: Filter = EVERYTHING,
        limit: int = MOST_SITES,
        as_of: date | None = None,
        size: int | None = None,
        owners: Collection[str] | None = None,
        only: Collection[str] | None = None,
    ) -> list[Site]:
        """Shapes of the subjects within a box or touching it, at most ``limit`` of them."""
        with self.register.reading() as db:
            moment = _moment(db, as_of, size)
            listing = self._listing(db, programme, where, BY_CODE, owners, only, moment)
            if moment is None:
                return sites(db, listing, box, limit)
            return sites_then(db, listing, self._pack(programme), moment, box, limit)

    def linked(self, programme: str, code: str, *, as_of: date | None = None, size: int | None = None) -> Around:
        """The subjects that one names and those that name it, of all programmes."""
        with self.register.reading() as db:
            moment = _moment(db, as_of, size)
            row = self._one(db, programme, code, moment)
            names = [
                Named(by, other, its, self._one(db, other, its, moment))
                for by, other, its in (self._names(row) if row else ())
            ]
            return Around(names, self._naming(db, code, (programme,), moment))

    def bringing(self, sha256: str, *, limit: int = MOST) -> list[Brought]:
        """The entries that brought a file, in the log's order, those that were withdrawn too."""
        with self.register.reading() as db:
            found = db.execute(
                "select f.seq, s.programme, s.code from file b join fact f on f.seq = b.seq"
                " join subject s on s.id = f.subject where b.sha256 = ? order by f.seq limit ?",
                (sha256, limit),
            )
            return [Brought(*one) for one in found]

    def of_enterprise(self, credit_code: str, *, as_of: date | None = None, size: int | None = None) -> Around:
        """What goes by an enterprise's credit code (``names``), and all that name it."""
        registers = registers_of(self.register.programmes())
        with self.register.reading() as db:
            moment = _moment(db, as_of, size)
            rows = [(one, self._one(db, one, credit_code, moment)) for one in registers]
            own = [Named("", programme, credit_code, row) for programme, row in rows if row]
            return Around(own, self._naming(db, credit_code, registers, moment))

    def close(self) -> None:
        self.register.close()

    # ----------------------------------------------------------------------------------------------------------

    def _pack(self, programme: str) -> Programme | None:
        return self.register.programmes().get(programme)

    def _listing(
        self,
        db: sqlite3.Connection,
        programme: str,
        where: Filter,
        order: Order,
        owners: Collection[str] | None,
        only: Collection[str] | None,
        moment: Moment | None,
    ) -> Listing:
        if moment is None:
            return present(db, programme, where, order, owners, only)
        return past(programme, self._pack(programme), where, order, owners, only, moment)

    def _rows(self, db: sqlite3.Connection, ids: list[int], programme: str, moment: Moment | None) -> list[Row]:
        return rows_of(db, ids) if moment is None else rows_then(db, ids, self._pack(programme), moment)

    def _one(self, db: sqlite3.Connection, programme: str, code: str, moment: Moment | None) -> Row | None:
        return next(iter(self._rows(db, [_id(db, programme, code)], programme, moment)), None)

    def _names(self, row: Row) -> Iterable[tuple[str, str, str]]:
        return names_in(row, self._pack(row.programme), registers_of(self.register.programmes()))

    def _naming(
        self, db: sqlite3.Connection, code: str, programmes: tuple[str, ...], moment: Moment | None
    ) -> list[Named]:
        found = []
        for of, some in groupby(ever_named(db, code, programmes), key=itemgetter(1)):
            for row in self._rows(db, [id_ for id_, _ in some], of, moment):
                found += [
                    Named(by, row.programme, row.code, row)
                    for by, other, its in self._names(row)
                    if its == code and other in programmes
                ]
        return found


def _moment(db: sqlite3.Connection, as_of: date | None, size: int | None) -> Moment | None:
    """None where the present is asked for: no entry takes effect later, none is recorded later."""
    made = made_of(db)
    day = made.latest if as_of is None else as_of.isoformat()
    if day >= made.latest and (size is None or size >= made.size):
        return None
    return Moment(day, made.size if size is None else min(size, made.size))


def _id(db: sqlite3.Connection, programme: str, code: str) -> int:
    """0 where it was never heard of; a programme itself is no subject."""
    found = db.execute("select id from subject where programme = ? and code = ?", (programme, code)).fetchone()
    return int(found[0]) if found and code else 0
