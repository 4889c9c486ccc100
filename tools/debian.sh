#!/usr/bin/env bash
# Debian packages that the whole test run wants: a browser to look at the HTML, Chinese fonts for it and for PDF, and a
# PostgreSQL server for the ledger (the tests start one of their own, on a socket in a temporary folder), and what reads
# the files of deploy/: systemd-analyze, nginx and a certificate to try it with; Slurm, of which the tests start one node;
# mosquitto, to which devices report.
# With the word ``spark``: a Java for Spark, and nothing else.
# Installed only as root, and said aloud; without root it says what is missing, and the tests that need it say so too.
set -euo pipefail

missing=()
if [ "${1:-}" = spark ]; then
  command -v java >/dev/null || missing+=(openjdk-17-jre-headless)
else
  command -v chromium >/dev/null || missing+=(chromium)
  dpkg -s fonts-noto-cjk >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
  command -v systemd-analyze >/dev/null || missing+=(systemd)
  command -v nginx >/dev/null || missing+=(nginx-light)
  command -v openssl >/dev/null || missing+=(openssl)
  command -v slurmctld >/dev/null || missing+=(slurm-wlm)
  command -v mosquitto >/dev/null || missing+=(mosquitto)
fi
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "      以 root 安装 Debian 包：${missing[*]} / installing Debian packages as root: ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  echo "      缺 ${missing[*]}：sudo apt-get install ${missing[*]} / missing, the tests that need it will say so"
fi
