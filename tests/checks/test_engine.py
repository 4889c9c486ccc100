"""The engine: what runs, in which order, what a person may let stand, and what is mended."""

from datetime import date
from pathlib import Path

import pytest

from dajuan.checks import run
from dajuan.checks.finding import Finding, Fix
from dajuan.checks.fix import mended, mended_text
from dajuan.checks.ignores import SUFFIX, add_ignore, comments_in, read_ignores, side_file, unused_ignores, words_hash
from dajuan.checks.rule import Rule, matching
from dajuan.checks.run import check, examine, findings_of
from dajuan.checks.settings import Settings, chosen, parse_settings, settings_for
from dajuan.checks.trouble import CheckError
from dajuan.claims.claim import Reading
from dajuan.claims.read import read
from dajuan.documents.document import Document
from dajuan.documents.flow import Flow


def reading_of(text: str, source: str = "") -> Reading:
    """A reading with no claims: enough for the engine, which never looks at them."""
    document = Document(source=source, sha256="", title="", text=text)
    return Reading(document, Flow(text, (), (0,), (0,)), (), (), (), None, None)


def rule_that_finds(code, *places, severity="warning", options=None):
    def look(reading, **given):
        return [Finding(code, severity, start, end, "改正", "mend") for start, end in places]

    return Rule(code, "a rule", severity, "中文", "English", True, "", look, options or {})


def test_findings_come_sorted_by_place_and_each_once():
    rules = [rule_that_finds("XX2", (5, 6), (0, 2), (5, 6)), rule_that_finds("XX1", (5, 6))]
    found = findings_of(reading_of("云岭高新区"), rules, Settings())
    assert [(one.start, one.code) for one in found] == [(0, "XX2"), (5, "XX1"), (5, "XX2")]


def test_settings_change_the_severity():
    found = findings_of(reading_of("云岭"), [rule_that_finds("XX1", (0, 1))], Settings(severity={"XX1": "question"}))
    assert found[0].severity == "question"


def test_a_rule_gets_its_options():
    seen = {}

    def look(reading, *, factor):
        seen["factor"] = factor
        return []

    rule = Rule("XX1", "", "error", "", "", True, "", look, {"factor": 3})
    findings_of(reading_of(""), [rule], Settings())
    assert seen == {"factor": 3}
    findings_of(reading_of(""), [rule], Settings(options={"XX1": {"factor": 5}}))
    assert seen == {"factor": 5}


def test_a_broken_rule_is_named():
    def look(reading):
        raise ZeroDivisionError("by zero")

    with pytest.raises(CheckError, match="XX1") as caught:
        findings_of(reading_of(""), [Rule("XX1", "", "error", "", "", True, "", look, {})], Settings())
    assert "ignore XX1" in caught.value.en


def test_selectors_are_codes_or_beginnings_of_codes():
    codes = ["QU101", "QU102", "CT201"]
    assert matching(["QU"], codes) == {"QU101", "QU102"}
    assert matching(["ct201"], codes) == {"CT201"}
    assert matching(["ALL"], codes) == set(codes)
    assert matching([""], codes) == set()


def test_default_select_ignore():
    by_default = {rule.code for rule in chosen(Settings())}
    assert "CT201" in by_default
    assert "QU108" not in by_default
    assert {rule.code for rule in chosen(Settings(), select=("CT201", "QU108"))} == {"CT201", "QU108"}
    assert "CT201" not in {rule.code for rule in chosen(Settings(), ignore=("CT",))}
    assert "QU108" in {rule.code for rule in chosen(Settings(extend_select=("QU108",)))}


def test_an_unknown_rule_is_an_error_that_says_so():
    with pytest.raises(CheckError, match="ZZ999"):
        chosen(Settings(), select=("ZZ999",))


class TestSettings:
    def test_are_found_upward_from_the_document(self, tmp_path):
        (tmp_path / "pyproject.toml").write_text('[tool.dajuan]\nignore = ["CT"]\n', encoding="utf-8")
        (tmp_path / "a").mkdir()
        assert settings_for(tmp_path / "a" / "report.txt").ignore == ("CT",)

    def test_the_nearest_file_wins(self, tmp_path):
        (tmp_path / "dajuan.toml").write_text('ignore = ["CT"]\n', encoding="utf-8")
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "dajuan.toml").write_text('ignore = ["QU"]\n', encoding="utf-8")
        assert settings_for(tmp_path / "a" / "report.txt").ignore == ("QU",)

    def test_a_pyproject_about_other_things_is_passed_over(self, tmp_path):
        (tmp_path / "dajuan.toml").write_text('ignore = ["CT"]\n', encoding="utf-8")
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'other'\n", encoding="utf-8")
        assert settings_for(tmp_path / "a" / "report.txt").ignore == ("CT",)

    @pytest.mark.parametrize(
        ("text", "place", "words"),
        [
            ('select = ["QU"]\nignor = ["CT"]\n', "dajuan.toml:2", "ignor"),
            ('select = "QU"\n', "dajuan.toml:1", "列表"),
            ('ignore = [\n  "QU101",\n  "ZZ1",\n]\n', "dajuan.toml:3", "ZZ1"),
            ('[severity]\nQU101 = "grave"\n', "dajuan.toml:2", "QU101"),
            ("[rules.QU109]\nfactor = 5\nfaktor = 6\n", "dajuan.toml:3", "faktor"),
            ('[rules.QU109]\nfactor = "five"\n', "dajuan.toml:2", "factor"),
            ("[rules.ZZ1]\nfactor = 5\n", "dajuan.toml:1", "ZZ1"),
            ("select = [\n", "dajuan.toml", "TOML"),
        ],
    )
    def test_what_means_nothing_is_an_error_with_its_line(self, tmp_path, text, place, words):
        (tmp_path / "dajuan.toml").write_text(text, encoding="utf-8")
        with pytest.raises(CheckError) as caught:
            settings_for(tmp_path / "report.txt")
        assert place in caught.value.zh
        assert place in caught.value.en
        assert words in caught.value.zh

    def test_all_keys_are_read(self):
        settings = parse_settings(
            {
                "select": ["QU"],
                "extend-select": ["TM501"],
                "ignore": ["QU105"],
                "severity": {"QU101": "question"},
                "rules": {"QU109": {"factor": 5}},
            }
        )
        assert settings.select == ("QU",)
        assert settings.extend_select == ("TM501",)
        assert settings.options["QU109"]["factor"] == 5


class TestLettingStand:
    FINDING = Finding("QU101", "error", 0, 4, "改", "mend")

    def test_the_side_file_is_next_to_the_document(self):
        assert side_file(Path("a/report.docx")) == Path("a/report.docx" + SUFFIX)

    def test_an_entry_written_is_an_entry_read(self, tmp_path):
        path = tmp_path / ("报告.docx" + SUFFIX)
        first = add_ignore(path, self.FINDING, "装机 5万", reason='原文"如此"', by="李敏", on=date(2026, 3, 2))
        second = add_ignore(path, self.FINDING, "另一处", reason="a\\b", by="李敏", on=date(2026, 3, 3))
        assert read_ignores(path) == (first, second)
        assert first.words == words_hash("装机5万"), "thin gaps of a PDF do not count"

    def test_an_entry_by_hand_copies_the_words(self, tmp_path):
        path = tmp_path / "x.toml"
        rest = 'reason = "已核实"\nby = "李敏"\non = 2026-03-02\n'
        path.write_text(f'[[ignore]]\nrule = "QU101"\nquote = "光伏装机规模5万千瓦时"\n{rest}', encoding="utf-8")
        (entry,) = read_ignores(path)
        assert unused_ignores([entry], [self.FINDING], "装机规模五万") == []
        assert unused_ignores([entry], [self.FINDING], "装机容量五万") == [entry]

    def test_a_reason_and_a_name_are_needed(self, tmp_path):
        with pytest.raises(CheckError, match="原因"):
            add_ignore(tmp_path / "x", self.FINDING, "x", reason=" ", by="李敏", on=date(2026, 3, 2))

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('[[ignore]]\nrule = "QU101"\n', "quote、reason、by、on"),
            ('[[ignore]]\nrule="a"\nwords="b"\nreason="c"\nby="d"\non="soon"\n', "日期"),
            ("[other]\n", "[[ignore]]"),
            ("ignore = [\n", "TOML"),
        ],
    )
    def test_a_bad_side_file_is_one_clear_error(self, tmp_path, text, words):
        path = tmp_path / "x.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CheckError) as caught:
            read_ignores(path)
        assert words in caught.value.zh

    def test_an_entry_whose_words_changed_is_unused(self, tmp_path):
        entry = add_ignore(tmp_path / "x", self.FINDING, "装机规模", reason="核实", by="李敏", on=date(2026, 3, 2))
        assert unused_ignores([entry], [self.FINDING], "装机规模五万") == []
        assert unused_ignores([entry], [self.FINDING], "装机容量五万") == [entry]

    def test_check_leaves_out_what_is_let_stand(self, monkeypatch):
        monkeypatch.setattr(run, "chosen", lambda *a, **k: [rule_that_finds("QU101", (0, 4), (4, 6))])
        reading = reading_of("装机规模五万")
        entry = add_ignore_of(reading, 0, 4)
        seen = examine(reading, ignores=[entry])
        assert [one.start for one in seen.findings] == [4]
        assert [one.start for one in seen.let_stand] == [0]
        assert seen.unused == ()


def add_ignore_of(reading, start, end):
    from dajuan.checks.ignores import Ignore

    return Ignore("QU101", words_hash(reading.document.text[start:end]), "核实", "李敏", date(2026, 3, 2))


class TestComments:
    def find(self, monkeypatch, text, code="QU101"):
        places = [(at, at + 2) for at in range(len(text)) if text.startswith("错处", at)]
        monkeypatch.setattr(run, "chosen", lambda *a, **k: [rule_that_finds(code, *places)])
        return [one.start for one in check(reading_of(text))]

    def test_a_comment_on_the_line(self, monkeypatch):
        text = "错处一。<!-- dajuan: ignore QU101 原文如此 -->\n错处二。\n"
        assert self.find(monkeypatch, text) == [text.index("错处二")]

    def test_a_comment_alone_speaks_of_the_next_line(self, monkeypatch):
        text = "错处一。\n<!-- dajuan: ignore QU101,CT2 -->\n\n错处二。\n错处三。"
        assert self.find(monkeypatch, text) == [0, text.index("错处三")]

    def test_another_code_is_not_suppressed(self, monkeypatch):
        assert self.find(monkeypatch, "错处一。<!-- dajuan: ignore CT201 -->") == [0]

    def test_a_comment_for_the_file(self, monkeypatch):
        assert self.find(monkeypatch, "错处一。\n错处二。\n<!-- dajuan: ignore-file QU 草稿 -->") == []

    def test_the_reason_is_kept(self):
        document = reading_of("<!-- dajuan: ignore QU101, CT201 原文如此 -->\n字").document
        assert comments_in(document)[0].codes == ("QU101", "CT201")
        assert comments_in(document)[0].reason == "原文如此"

    def test_nothing_is_found_in_the_comment_itself(self, monkeypatch):
        assert self.find(monkeypatch, "好的。<!-- dajuan: ignore CT201 错处 -->") == []

    def test_comments_of_an_html_file_are_read_in_the_file(self, tmp_path):
        path = tmp_path / "报告.html"
        bad = "增长6.1%%"
        page = (
            "<html><body><h1>云岭高新区工作总结</h1>\n"
            "<p>全年工业产值{0}，投资向好。</p> <!-- dajuan: ignore QU111 原文 -->\n"
            "<p>全年财政收入{0}，消费向好。</p>\n<!-- dajuan: ignore CT -->\n</body></html>"
        )
        path.write_text(page.format(bad), encoding="utf-8")
        reading = read(path)
        seen = examine(reading, select=["QU111"])
        text = reading.document.text
        assert [text[one.start - 4 : one.start] for one in seen.findings] == ["收入增长"]
        assert [text[one.start - 4 : one.start] for one in seen.let_stand] == ["产值增长"]


class TestFixes:
    @staticmethod
    def finding(start, end, words, safe=True):
        return Finding("QU110", "question", start, end, "", "", fix=Fix(start, end, words, safe))

    def test_mends_are_put_in_from_left_to_right(self):
        done = mended_text("10-20家，3-5家", [self.finding(8, 9, "—"), self.finding(2, 3, "—")])
        assert done.text == "10—20家，3—5家"
        assert len(done.applied) == 2

    def test_an_unsafe_mend_is_left_out_unless_asked_for(self):
        finding = self.finding(0, 1, "八", safe=False)
        assert mended_text("九个方面", [finding]).text == "九个方面"
        assert mended_text("九个方面", [finding]).left == (finding,)
        assert mended_text("九个方面", [finding], unsafe=True).text == "八个方面"

    def test_the_second_of_two_that_overlap_is_left(self):
        done = mended_text("一二三", [self.finding(0, 2, "x"), self.finding(1, 3, "y")])
        assert done.text == "x三"
        assert len(done.left) == 1

    def test_a_file_is_mended_in_its_own_encoding(self, tmp_path):
        path = tmp_path / "报告.txt"
        path.write_bytes("新建学校2-3所、医院1-2所，云岭高新区今年抓紧建设。".encode("gb18030"))
        reading = read(path)
        done = mended(reading.document, check(reading, select=["QU110"]))
        assert done.text == "新建学校2—3所、医院1—2所，云岭高新区今年抓紧建设。"
        assert done.text.encode(done.encoding) == done.text.encode("gb18030")

    def test_markdown_and_html_are_mended_where_the_words_are_one_of_a_kind(self, tmp_path):
        words = "今年，**云岭高新区**新建学校2-3所，抓紧建设。"
        for name, text in {
            "a.md": f"# 云岭\n\n{words}\n",
            "a.html": f"<html><body><p>{words}</p></body></html>",
        }.items():
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            reading = read(path)
            done = mended(reading.document, check(reading, select=["QU110"]))
            assert done.text == text.replace("2-3", "2—3")

    def test_the_same_words_twice_are_left_to_the_author(self):
        text = "# 云岭\n\n新建学校2-3所。\n\n新建学校2-3所。\n"
        read_as = text.removeprefix("# ")
        at = read_as.index("-")
        finding = self.finding(at, at + 1, "—")
        done = mended_text(text, [finding], read_as=read_as)
        assert done.left == (finding,)
        assert done.text == text

    def test_a_docx_is_declined(self):
        with pytest.raises(CheckError, match="txt"):
            mended(reading_of("一二三", source="报告.docx").document, [self.finding(0, 1, "x")])


def test_a_code_nearly_right_is_told_which_it_may_be():
    with pytest.raises(CheckError, match="是不是 QU101"):
        parse_settings({"select": ["QU1O1"]})
