"""Files of stations: their shapes, their hours, and what is wrong in them by row and field."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from tests.systems.air.files import CLEAN, CODES, long, wavering, wide

from dajuan.systems.air.exports import Choices, ExportError

DAY = date(2026, 3, 2)
START = Choices(hours="start")


def last_hour(export_hours, day):
    return export_hours[day.toordinal() * 24 + 23]


def test_an_archive_calls_an_hour_by_its_end(office):
    air = lambda code, at, key: 31 if (key, at.hour) == ("pm25", 23) else wavering()(code, at, key)  # noqa: E731
    assert office.take(wide(DAY, 1, air)).days == [DAY]
    assert office.lake.hours(CODES, DAY, DAY)["pm25"][0, 0].tolist()[21:] == [21_000, 20_000, 31_000]


def test_four_columns_of_time_and_co_in_micrograms(office):
    done = office.take(long(DAY, 1, micrograms=True), START._replace(co="ug"))
    assert (done.hours, done.days) == (24 * 6, [DAY])
    assert office.lake.hours([CODES[0]], DAY, DAY)["co"][0, 0].tolist()[:2] == [600_000, 700_000]


def test_a_workbook_with_one_column_of_time_and_units_in_the_heads(office):
    book = openpyxl.Workbook()
    book.active.append(["某某监测数据导出"])
    book.active.append(["点位编号", "时间", "PM2.5(μg/m³)", "CO (μg/m3)"])
    for hour in range(24):
        book.active.append([CODES[0], datetime(2026, 3, 2, hour), 20 + hour % 2, 600 + 100 * (hour % 2)])
    out = BytesIO()
    book.save(out)
    assert office.take(out.getvalue(), START).hours == 48
    assert office.lake.hours([CODES[0]], DAY, DAY)["co"][0, 0, 1] == 700_000


def test_what_cannot_be_is_set_aside_by_row_and_field(office):
    rows = wide(DAY, 1).decode().splitlines()
    rows[2] = "20260302,1,PM2.5,-7,20"
    rows[3] = "20260302,1,PM10,x,40"
    rows[4] = "20260302,1,SO2,-9999,99999"
    rows.append("20260302,1,CO,9.9,0.6")
    rows.append("someday,1,CO,1,1")
    done = office.take("\n".join(rows).encode())
    told = {(one.row, one.field): (one.zh, one.en) for one in done.notes}
    assert [row for row, _ in told] == [3, 4, 5, 170, 171]
    assert "第 3 行 1001A PM2.5：-7 不可能" in told[3, "1001A PM2.5"][0]
    assert "x is no number" in told[4, "1001A PM10"][1]
    assert "row 7 has another value" in told[170, "1001A CO"][1]
    assert "时间读不懂" in told[171, "time"][0]
    hour = {key: values[0, 0, 0] for key, values in office.lake.hours(CODES, DAY, DAY).items()}
    assert (hour["pm25"], hour["so2"], hour["co"]) == (-1, -1, 600_000)


@pytest.mark.parametrize("values", [{**CLEAN, "pm25": 0.02}, {**CLEAN, "co": 600}])
def test_milligrams_for_micrograms_are_asked_about_and_nothing_is_taken(office, values):
    with pytest.raises(ExportError, match="单位错了") as told:
        office.take(wide(DAY, 2, lambda code, at, key: values[key] * (1 + at.hour % 2 / 10)))
    assert "unit looks wrong" in told.value.notes[0].en
    assert office.lake.first_and_last() is None


def test_a_frozen_instrument_is_asked_about_then_kept_or_left_out(office):
    stuck = wide(DAY, 1, lambda code, at, key: 37 if (code, key) == (CODES[0], "no2") else wavering()(code, at, key))
    with pytest.raises(ExportError) as told:
        office.take(stuck)
    assert [(one.row, one.field) for one in told.value.notes] == [(6, "1001A NO2")]
    assert "连着 24 个小时" in told.value.notes[0].zh
    done = office.take(stuck, Choices(frozen="drop"))
    assert ["没有收" in one.zh for one in done.notes] == [True]
    assert (office.lake.hours(CODES, DAY, DAY)["no2"][0] == -1).all()
    office.take(stuck, Choices(frozen="keep"))
    assert (office.lake.hours(CODES, DAY, DAY)["no2"][0] == 37_000).all()


def test_hours_that_have_not_come_are_left_out(office):
    done = office.take(wide(date(2062, 3, 1), 1) + b"\n" + b"\n".join(wide(DAY, 1).splitlines()[1:]))
    assert (done.days, len(done.notes)) == ([DAY], 2 * 6)
    assert "2062-03-01 还没有到" in done.notes[0].zh


def test_a_station_that_nobody_opened_and_one_that_moved(office):
    with pytest.raises(ExportError, match="没有点位 9999Z"):
        office.take(wide(DAY, 1, codes=("1001A", "9999Z")))
    rows = ["点位,时间,经度,纬度,PM2.5", *(f"1001A,2026-03-02 {hour:02}:00,113.51,34.8,{20 + hour % 2}" for hour in range(1, 25))]  # fmt: skip
    with pytest.raises(ExportError, match=r"1001A.*91\d 米") as told:
        office.take("\n".join(rows).encode())
    assert told.value.notes[0].field == "1001A site"


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"date,hour\n20260302,1\n"])
def test_what_is_no_export_says_what_one_has(office, data):
    with pytest.raises(ExportError, match="没有表头"):
        office.take(data)


def test_a_long_file_with_no_stations_is_of_the_one_chosen(office):
    rows = ["时间,PM2.5", *(f"2026-03-02 {hour:02}:00,{20 + hour % 2}" for hour in range(1, 25))]
    with pytest.raises(ExportError, match="选一个点位"):
        office.take("\n".join(rows).encode())
    assert office.take("\n".join(rows).encode(), Choices(station="1002A")).hours == 24


def test_an_infinite_number_and_an_hour_that_is_not_there_are_set_aside(office):
    rows = wide(DAY, 1).decode().splitlines()
    rows[2] = "20260302,1,PM2.5,inf,1e999"
    rows[3] = "20260302,,PM10,40,40"
    told = [(one.row, one.zh) for one in office.take("\n".join(rows).encode()).notes]
    assert [row for row, _ in told] == [3, 3, 4]
    assert "inf 不是数" in told[0][1]
    assert "时间读不懂" in told[2][1]


def test_a_site_that_is_nowhere_is_no_site(office):
    rows = ["点位,时间,经度,纬度,PM2.5", *(f"1001A,2026-03-02 {hour:02}:00,inf,nan,{20 + hour % 2}" for hour in range(1, 25))]  # fmt: skip
    assert office.take("\n".join(rows).encode()).hours == 24
