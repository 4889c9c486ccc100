"""``dajuan board``: every target of a year with its light, how far it is and ought to be, who answers for it."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from dajuan.answers.board import Board, Standing, board
from dajuan.answers.rules import rules_of
from dajuan.cli.answer_arguments import BOARD_FORMATS
from dajuan.cli.board_output import board_csv, board_json, board_table, board_xlsx
from dajuan.cli.figures import engine_of
from dajuan.cli.nearest import did_you_mean, nearest
from dajuan.cli.printing import chosen_format, colour_wanted, put
from dajuan.cli.zone import day_of, moment_of, opened, today_in
from dajuan.ledger.ledger import Ledger
from dajuan.ledger.read import size_of
from dajuan.ledger.trouble import LedgerError
from dajuan.ledger.zone import Zone
from dajuan.standards.supervision.lights import colour_names


def run(options: Namespace) -> int:
    with opened(options) as (zone, ledger):
        made = board_asked(options, zone, ledger)
    chosen = _chosen(made, options)
    style = chosen_format(options.format, options.output, "table", BOARD_FORMATS)
    if style == "json":
        put(board_json(zone, made, chosen), options.output)
    elif style == "csv":
        put(board_csv(chosen), options.output)
    elif style == "xlsx":
        put(board_xlsx(chosen, options.lang), options.output)
    else:
        put(
            board_table(zone, made, chosen, options.lang, colour=colour_wanted() and not options.output), options.output
        )
    return 0


def board_asked(options: Namespace, zone: Zone, ledger: Ledger, *, late: bool = False) -> Board:
    """The board as of ``--as-of`` (today, or the last day of a year that is over unless ``late``), as known then."""
    today = today_in(zone)
    year = options.year or today.year
    end = today if late else min(today, date(year, 12, 31))
    as_of = day_of(options.as_of, "--as-of") if options.as_of else end
    size = size_of(ledger, known_at=moment_of(options.known_at, zone.timezone)) if options.known_at else None
    engine = engine_of(zone, ledger)
    try:
        return board(ledger, engine, rules_of(zone), year=year, as_of=as_of, size=size, verified=options.verified)
    finally:
        engine.close()


def _chosen(made: Board, options: Namespace) -> list[Standing]:
    """Those of a colour, an owner, an area."""
    found = list(made.standings)
    if options.light:
        colours = {name: colour for colour, names in colour_names().items() for name in (colour, names.zh, names.en)}
        colour = _known(options.light.removesuffix("灯"), colours, "灯", "light")
        found = [one for one in found if one.light.colour == colour]
    if options.owner:
        owners = {one.target.owner: one.target.owner for one in made.standings if one.target.owner}
        found = [one for one in found if one.target.owner == _known(options.owner, owners, "单位", "owner")]
    if options.area:
        areas = {one.target.area: one.target.area for one in made.standings}
        found = [one for one in found if one.target.area == _known(options.area, areas, "工作领域", "area")]
    return found


def _known(said: str, names: dict[str, str], zh: str, en: str) -> str:
    if said in names:
        return names[said]
    meant = did_you_mean(nearest(said, names))
    listed = "、".join(dict.fromkeys(names.values()))
    raise LedgerError(
        f"没有{zh}“{said}”{meant[0] or f'；有：{listed}'}", f"no {en} '{said}'{meant[1] or f'; there are: {listed}'}"
    )
