"""The same figures as an analyst would write them for DuckDB: one query an indicator, by month, over ``fact`` and ``amount``.

Written for these packs and for DuckDB only (date_trunc, windows, quantile_cont, arg_max), and not by way of
``dajuan.figures``: it knows nothing of other engines, of splits by links, or of where a figure comes from. Each query
gives ``part, month, over, under``: integers in minor units, ``under`` 1 where nothing is divided.
"""

from __future__ import annotations

from datetime import date

from dajuan.programmes.pack import (
    Change,
    Count,
    Cumulative,
    Days,
    Indicator,
    InStage,
    Last,
    Programme,
    Ratio,
    Share,
    Sum,
)

COUNTED = """
create or replace temp table about as
  select programme, subject, actor, kind, seq as by_seq, unnest(range(about_first, about_last + 1)) as seq
  from entry where about_first is not null;
create or replace temp table gone as
  select replaces as seq from entry where replaces is not null
  union select e.seq from about w join entry e on e.seq = w.seq
    where w.kind = 'withdrawn' and e.programme = w.programme and (w.subject = '' or e.subject = w.subject)
    and e.seq < w.by_seq and e.kind not in ('withdrawn', 'declared');
create or replace temp table seen as
  select distinct e.seq from about w join entry e on e.seq = w.seq
    where w.kind = 'verified' and w.by_seq not in (from gone) and e.programme = w.programme
    and (w.subject = '' or e.subject = w.subject) and e.seq < w.by_seq and e.actor <> w.actor;
create or replace temp table fact as
  select seq, programme, subject, kind, stage, effective_on, seq in (from seen) as verified from entry
  where kind not in ('withdrawn', 'declared', 'verified') and seq not in (from gone);
create or replace temp table amount as
  select v.*, f.verified from value v join fact f using (seq);
"""
"""What counts, from the raw blocks."""


class ByHand:
    def __init__(self, programme: Programme, as_of: date, first: date, last: date, by: str = "") -> None:
        self.programme, self.by = programme, by
        self.first, self.last = first, last
        self.scope = f"programme = '{programme.code}' and verified and effective_on <= date '{as_of}'"

    def query(self, one: Indicator) -> str:
        where = self._where(one)
        match one.definition:
            case Ratio(over, under):
                return self._over(
                    self._months(self.programme.indicators[over], where),
                    self._months(self.programme.indicators[under], where),
                )
            case Change(of, against):
                back = 12 if against == "year" else 1
                return self._change(self.programme.indicators[of], where, back)
            case Share(of):
                inner = self._months(self.programme.indicators[of], where)
                return f"select part, m, v as over, sum(v) over (partition by m) as under from ({inner})"
        return f"select part, m, v, 1 from ({self._months(one, where)}) where m between {self._from()} and {self._to()}"

    def _over(self, over: str, under: str) -> str:
        return (
            f"select part, m, o.v, u.v from ({over}) o join ({under}) u using (part, m)"
            f" where m between {self._from()} and {self._to()}"
        )

    def _change(self, of: Indicator, where: str, back: int) -> str:
        if isinstance(of.definition, Ratio):
            over, under = (self.programme.indicators[key] for key in (of.definition.over, of.definition.under))
            inner = (
                f"select part, m, o.v as over, u.v as under from ({self._months(over, where, back)}) o"
                f" join ({self._months(under, where, back)}) u using (part, m)"
            )
            gap = "100 * (a.over::hugeint * b.under - b.over::hugeint * a.under), a.under::hugeint * b.under"
        else:
            inner = f"select part, m, v as over from ({self._months(of, where, back)})"
            gap = "a.over - b.over, b.over"
        return (
            f"with x as ({inner}) select a.part, a.m, {gap} from x a join x b"
            f" on b.m = a.m - interval {back} month and a.part = b.part where a.m between {self._from()} and {self._to()}"
        )

    def _from(self) -> str:
        return f"date '{self.first}'"

    def _to(self) -> str:
        return f"date '{self.last}'"

    def _where(self, one: Indicator) -> str:
        return "".join(
            " and subject in (select subject from amount where "
            f"{self.scope} and field = '{c.field}' and not flow group by subject having"
            f" arg_max(word, {_ORDER}) in ({', '.join(_said(v) for v in c.values)}))"
            for c in one.where
        )

    def _months(self, one: Indicator, where: str, back: int = 0) -> str:
        """part, m, v for every month that has one."""
        where += self._where(one) if not where else ""
        start = f"(date '{self.first}' - interval {back} month)"
        match one.definition:
            case Cumulative(of, since):
                begin = "date '0001-01-01'" if since == "start" else f"date_trunc('year', {start})"
                per = ", date_trunc('year', m)" if since == "year" else ""
                inner = self._events(self.programme.indicators[of], where + self._where(self.programme.indicators[of]))
                return (
                    f"select part, m, v from (select s.part, s.m, sum(e.v) over (partition by s.part{per}"
                    f" order by s.m) as v from ({self._every(inner, begin)}) s left join ({inner}) e using (part, m))"
                    " where v is not null"
                )
            case Count() | Sum():
                return f"select * from ({self._events(one, where)}) where m >= {start}"
            case Days(begin, end, take):
                how = {"median": "median(d)", "mean": "avg(d)", "p90": "quantile_cont(d, 0.9)", "max": "max(d)"}[take]
                return (
                    f"select coalesce(part, '') as part, date_trunc('month', e.d) as m, {how.replace('(d', '(e.d - s.d')} as v"
                    f" from ({self._first(end, where)}) e join ({self._first(begin, '')}) s using (subject)"
                    f" {self._part()} group by all"
                )
            case Last(field):
                changes = (
                    "select subject, effective_on as d, number - coalesce(lag(number) over"
                    f" (partition by subject order by effective_on, seq), 0) as n from amount where {self.scope}"
                    f" and field = '{field}' and not flow{where}"
                )
            case InStage(stages):
                within = "stage in (" + ", ".join(f"'{stage}'" for stage in stages) + ")"
                changes = (
                    f"select subject, effective_on as d, ({within})::int - coalesce(lag(({within})::int) over"
                    f" (partition by subject order by effective_on, seq), 0) as n from fact where {self.scope}"
                    f" and kind = 'moved'{where}"
                )
        steps = f"select coalesce(part, '') as part, date_trunc('month', d) as m, sum(n) as v from ({changes}) {self._part()} group by all"
        return (
            f"with steps as ({steps}), s as ({self._every('from steps', start)})"
            " select s.part, s.m, sum(steps.v) as v from s join steps on steps.part = s.part and steps.m <= s.m group by all"
        )

    def _every(self, inner: str, start: str) -> str:
        """Every part in every month."""
        begin = f"greatest({start}, date '2015-01-01')"
        return (
            f"select part, m from (select distinct part from ({inner})),"
            f" (select unnest(generate_series({begin}::timestamp, {self._to()}::timestamp, interval 1 month))::date as m)"
        )

    def _events(self, one: Indicator, where: str) -> str:
        match one.definition:
            case Count(stage):
                rows = f"select subject, d, 1 as n from ({self._first(stage, where)})"
            case Sum(field, ""):
                rows = (
                    f"select subject, effective_on as d, number as n from amount where {self.scope}"
                    f" and field = '{field}' and flow{where}"
                )
            case Sum(field, at):
                rows = (
                    f"select r.subject, r.d, arg_max(a.number, {_ORDER}) as n from ({self._first(at, where)}) r"
                    f" join amount a on a.subject = r.subject and a.effective_on <= r.d and {self.scope}"
                    f" and field = '{field}' and not flow group by all"
                )
        return f"select coalesce(part, '') as part, date_trunc('month', d) as m, sum(n) as v from ({rows}) {self._part()} group by all"

    def _first(self, stage: str, where: str) -> str:
        return (
            f"select subject, min(effective_on) as d from fact where {self.scope} and kind = 'moved'"
            f" and stage = '{stage}'{where} group by subject"
        )

    def _part(self) -> str:
        if not self.by:
            return "cross join (select '' as part)"
        return (
            f"left join (select subject, arg_max(word, {_ORDER}) as part from amount where {self.scope}"
            f" and field = '{self.by}' and not flow group by subject) using (subject)"
        )


_ORDER = "(epoch_us(effective_on::timestamp)::hugeint * 1000000 + seq)"
"""By day, then by place in the log; one number is quicker to compare than two."""


def _said(value: object) -> str:
    return f"'{str(value).lower() if isinstance(value, bool) else value}'"
