"""The files of ``deploy/`` hold: systemd and nginx take them, and what they and the manual type is what the command knows."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dajuan.cli.arguments import parser

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
DAJUAN = "/opt/dajuan/bin/dajuan"
SANDBOX = {
    "User": "dajuan", "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "CapabilityBoundingSet": "", "UMask": "0077",
}  # fmt: skip


def settings(path: Path) -> dict[str, str]:
    lines = (line for line in path.read_text("utf-8").splitlines() if "=" in line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


def is_known(words: list[str]) -> None:
    """The command takes these words: its own parser says so, and there is a module that would run it."""
    options = parser().parse_args(words)
    assert importlib.util.find_spec(f"dajuan.cli.{options.command}")


def test_there_is_a_unit_for_each_thing_that_runs():
    started = {shlex.split(settings(path)["ExecStart"])[1] for path in SERVICES}
    assert started == {"serve", "worker", "backup", "remind"}
    assert {path.stem for path in UNITS if path.suffix == ".timer"} == {"dajuan-backup", "dajuan-remind"}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_unit_starts_what_the_command_knows(path):
    program, *words = shlex.split(settings(path)["ExecStart"])
    assert program == DAJUAN
    is_known(words)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_unit_may_write_its_zone_and_little_else(path):
    told = settings(path)
    assert {key: told.get(key) for key in SANDBOX} == SANDBOX
    words = shlex.split(told["ExecStart"])
    zone = words[words.index("--zone") + 1]
    assert set(told["ReadWritePaths"].split()) == {zone} | ({"/var/backups/dajuan"} if "backup" in words else set())


def test_systemd_takes_the_units(need, tmp_path):
    """Where they stand the command is not installed, so that another program stands in for it."""
    verify = need.program("systemd-analyze")
    for path in UNITS:
        (tmp_path / path.name).write_text(path.read_text("utf-8").replace(DAJUAN, sys.executable), "utf-8")
    command = [verify, "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "dajuan" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def test_nginx_takes_its_file(need, tmp_path):
    nginx, openssl = need.program("nginx"), need.program("openssl")
    certificate = ["-keyout", f"{tmp_path}/privkey.pem", "-out", f"{tmp_path}/fullchain.pem", "-days", "2"]
    name = ["-subj", "/CN=dajuan.yunling.example"]
    subprocess.run([openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *certificate, *name], capture_output=True, check=True)  # fmt: skip
    site = (ROOT / "deploy" / "nginx" / "dajuan.conf").read_text("utf-8")
    (tmp_path / "site.conf").write_text(site.replace("/etc/ssl/dajuan", str(tmp_path)), "utf-8")
    places = "".join(
        f"{one}_temp_path {tmp_path}/{one};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {places} include {tmp_path}/site.conf; }}"
    (tmp_path / "nginx.conf").write_text(whole, "utf-8")
    done = subprocess.run(
        [nginx, "-t", "-c", str(tmp_path / "nginx.conf")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "test is successful" in done.stderr
    assert "[warn]" not in done.stderr


def test_nginx_is_more_patient_than_what_it_passes_on_to():
    """Both limits are the application's to tell in words."""
    site = (ROOT / "deploy" / "nginx" / "dajuan.conf").read_text("utf-8")
    serve = (ROOT / "src" / "dajuan" / "cli" / "serve.py").read_text("utf-8")
    [patience] = re.findall(r'"--timeout", "(\d+)"', serve)
    [waits] = re.findall(r"proxy_read_timeout (\d+)s;", site)
    assert int(waits) > int(patience)
    assert int(re.findall(r"client_max_body_size (\d+)m;", site)[0]) > 64
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in site


def test_the_container_starts_what_the_command_knows():
    text = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    program, *words = json.loads(re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)[-1])
    assert program == "dajuan"
    is_known(words)
    last = text[text.rindex("FROM") :]
    assert last.index("\nUSER dajuan") < last.index("\nCMD")
    [check] = re.findall(r"HEALTHCHECK .*\\\n  CMD (\[.*\])", text)
    assert "/healthz" in check
    compile(json.loads(check)[2], "healthcheck", "exec")
    for copied in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE):
        assert all((ROOT / name).exists() for name in copied.split())


TYPED = re.compile(
    r"(?:^|[\s/])dajuan ((?:backup|restore|serve|worker|web|log|init|remind|board)\b[^#\n`]*)", re.MULTILINE
)


@pytest.mark.parametrize("page", ["deploy.md", "backup.md"])
def test_what_the_manual_types_is_what_the_command_knows(page):
    blocks = re.findall(r"```bash\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    commands = [words for block in blocks for words in TYPED.findall(block)]
    assert len(commands) > 3
    for words in commands:
        is_known(shlex.split(words))
