"""Behind the proxy that ends TLS (``[web] https``): a server of its own, because settings are read when it starts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ASK = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from dajuan.web.people.models import Organisation, Person
zone = Organisation.objects.create(name="云岭高新区")
Person.objects.create_user("he", "Gao-xin-qu-2025", name="何", organisation=zone)
client = Client(headers={"X-Forwarded-Proto": "https"})
first = client.get("/sign-in/")
answer = client.post("/sign-in/", {"username": "he", "password": "Gao-xin-qu-2025"})
cookies = {name: [one["secure"], one["httponly"], one["samesite"], one["domain"], one["path"]] for name, one in client.cookies.items()}
print(json.dumps({"status": answer.status_code, "headers": dict(first.headers), "cookies": cookies}))
"""


def test_cookies_and_headers_over_https(little_zone_once, tmp_path):
    folder = tmp_path / "zone"
    shutil.copytree(little_zone_once, folder)
    path = folder / "dajuan.toml"
    path.write_text(path.read_text("utf-8").replace("demo = true", 'https = true\nhosts = ["testserver"]'), "utf-8")
    environment = os.environ | {"DAJUAN_ZONE": str(folder), "DJANGO_SETTINGS_MODULE": "dajuan.web.settings"}
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, env=environment, check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["status"] == 302
    assert told["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert told["cookies"]["__Host-sessionid"] == [True, True, "Lax", "", "/"]
    assert told["cookies"]["__Host-csrftoken"][0] is True
    assert Path(folder, "keys", "web.key").stat().st_mode & 0o077 == 0
