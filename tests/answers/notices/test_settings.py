"""[notices] in dajuan.toml: what may be said, and clear words for what may not."""

from __future__ import annotations

import tomllib
from datetime import time
from pathlib import Path

import pytest

from dajuan.answers.notices import settings as module
from dajuan.answers.notices.channels import Address
from dajuan.answers.notices.contacts import resolved
from dajuan.answers.notices.settings import Settings, read_settings, settings_of
from dajuan.answers.notices.trouble import NoticesError
from dajuan.ledger.zone import SETTINGS, make_zone, zone_at

PATH = Path("zone") / "dajuan.toml"


def read(text: str) -> Settings:
    return read_settings(tomllib.loads(text).get("notices", {}), PATH)


def test_the_example_of_the_manual_is_read():
    told = read((module.__doc__ or "").partition("\n\n")[2])
    assert told.contacts.of("科技局") == (Address("mail", "kjj@yunling.example"),)
    assert told.contacts.of("经发局") == (Address("wecom", "${WECOM_JFJ}"),)
    assert told.mail is not None
    assert (told.mail.port, told.mail.security) == (465, "tls")
    assert told.hours.quiet_from == time(22)
    assert told.timing == Settings().timing, "the example says the defaults"


def test_nothing_said_is_the_outbox_for_all():
    assert read("") == Settings()
    assert read("").addresses("谁都行") == (Address("outbox"),)


def test_a_zone_hands_it_over(tmp_path):
    make_zone(tmp_path, name="云岭高新区", code="yunling", on=[])
    with (tmp_path / SETTINGS).open("a", encoding="utf-8") as file:
        file.write('[notices]\ntries = 2\n[notices.contacts]\n" 科技 局" = "outbox"\n')
    told = settings_of(zone_at(tmp_path))
    assert told.tries == 2
    assert told.addresses("科技局") == (Address("outbox"),)
    assert told.addresses("经发局") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("notices = 3", "notices 应是表"),
        ("[notices]\ntry = 3", "没有 try 这一项"),
        ("[notices]\ntries = 0", "tries 应是不小于 1 的整数，现为 0"),
        ("[notices]\ntries = true", "tries"),
        ("[notices]\ndays_before = [-1]", "days_before 应是天数的列表"),
        ('[notices]\nquiet = ["22:00"]', "quiet 应是两个钟点"),
        ('[notices]\nquiet = "夜里"', "quiet"),
        ('[notices]\nlanguage = "fr"', "language"),
        ("[notices]\nworking_days_only = 1", "true 或 false"),
        ('[notices.mail]\nhost = "smtp.yunling.example"', "缺 from"),
        ('[notices.mail]\nhost = "h"\nfrom = "谁"', "邮箱地址"),
        ('[notices.mail]\nhost = "h"\nfrom = "a@b.example"\npassword = "open"', "不能明写"),
        ('[notices.mail]\nhost = "h"\nfrom = "a@b.example"\nsecurity = "none"\npassword = "${P}"', "明文"),
        ('[notices.mail]\nhost = "h"\nfrom = "a@b.example"\nport = 99999', "port"),
        ('[notices.contacts]\n"科技局" = "a@b.example"', "没有 [notices.mail]"),
        ('[notices.contacts]\n"科技局" = "不是邮箱"', "不是邮箱地址"),
        ('[notices.contacts]\n"科技局" = "a@b.example\\nBcc: c@d.example"', "不是邮箱地址"),
        ('[notices.contacts]\n"科技局" = {}', "应是邮箱"),
        ('[notices.contacts]\n"科技局" = {qq = "1"}', "渠道 qq 不认得"),
        ('[notices.contacts]\n"科技局" = {wecom = "https://robot.example/send?key=k"}', "不能明写"),
        ('[notices.contacts]\n"科技局" = {dingtalk = {webhook = "${A}", secret = "SEC"}}', "不能明写"),
        ('[notices.contacts]\n"科技局" = {dingtalk = {hook = "${A}"}}', "写作"),
        ('[notices.contacts]\n"科技局" = {feishu = 3}', "写作"),
    ],
)
def test_what_is_wrong_is_said_in_both_languages(text, says):
    with pytest.raises(NoticesError) as told:
        read(text)
    assert says in told.value.zh
    assert told.value.zh.startswith(str(PATH))
    assert told.value.en.startswith(str(PATH))


def test_secrets_come_from_the_environment():
    address = Address("dingtalk", "https://oapi.example/send?access_token=${TOKEN}", "${SECRET}")
    found = resolved(address, {"TOKEN": "t", "SECRET": "s"})
    assert (found.where, found.secret) == ("https://oapi.example/send?access_token=t", "s")
    with pytest.raises(NoticesError, match="SECRET"):
        resolved(address, {"TOKEN": "t"})
    with pytest.raises(NoticesError, match="https"):
        resolved(Address("wecom", "${A}"), {"A": "http://robot.example"})


@pytest.mark.parametrize(
    "where", ["ftp://127.0.0.1/x", "https://h:99999/x", "https://", "https://h/有 空", "https://[::1/x"]
)
def test_what_is_no_webhook(where):
    with pytest.raises(NoticesError, match="https"):
        resolved(Address("feishu", "${A}"), {"A": where})


def test_the_settings_in_the_manual_are_read(root):
    page = (root / "docs" / "notices.md").read_text(encoding="utf-8")
    told = read(page.split("```toml\n")[1].split("```")[0])
    assert {address.channel for name in ("科技局", "经发局", "住建局", "张三", "督查室") for address in told.addresses(name)} == {
        "mail", "wecom", "dingtalk", "feishu", "outbox"
    }  # fmt: skip
    assert (told.timing, told.hours, told.tries) == (Settings().timing, Settings().hours, Settings().tries)
