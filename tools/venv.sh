#!/usr/bin/env bash
# Makes .venv with a Python from 3.11 up and uv inside it. Does nothing when a working one stands there already.
# `python3` may be a pyenv shim that leads nowhere, and Debian ships Python without ensurepip: both are met here.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

works() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }
can_make_venvs() { works "$1" && "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

if [ -x .venv/bin/uv ] && works .venv/bin/python; then exit 0; fi

candidates=(${PYTHON:-} python3.11 python3.12 python3.13 python3 /usr/bin/python3.11 /usr/bin/python3)

choose() {
  local one
  for one in "${candidates[@]}"; do
    if "$1" "$one"; then command -v "$one"; return 0; fi
  done
  return 1
}

if ! python=$(choose can_make_venvs); then
  if ! python=$(choose works) && ! command -v apt-get >/dev/null; then
    say "缺 Python 3.11–3.13，请先安装。 / No Python 3.11 to 3.13 found: please install one."
    exit 2
  fi
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "缺 Python 3.11–3.13 或其 venv 模块，请先运行：sudo apt-get install python3-venv / Python or its venv module is missing: sudo apt-get install python3-venv"
    exit 2
  fi
  say "      以 root 安装 Debian 包 python3-venv / installing the Debian package python3-venv as root"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >&2
  python=$(choose can_make_venvs) || { say "装了 python3-venv 仍找不到可用的 Python 3.11+ / still no usable Python 3.11+"; exit 2; }
fi

say "      Python: $python ($("$python" -c 'import platform; print(platform.python_version())'))"
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
