#!/usr/bin/env bash
# Opens the web application on a made-up zone that is alive today, in the background; says where. `stop` ends it.
# The zone is made anew when its day is over: what was tried in it yesterday is gone, and its plan is under way again.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=demo/today
server=demo/server.pid
bin=.venv/bin
today=$(TZ=Asia/Shanghai date +%F)

stop() {
  [ -f "$server" ] || return 0
  local pid; pid=$(cat "$server"); rm -f "$server"
  # Only a process that is this demonstration's own is ended: the number may be another's by now.
  if tr '\0' ' ' 2>/dev/null < "/proc/$pid/cmdline" | grep -q "dajuan.* serve .*$folder"; then
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.2; done
  fi
}

make_zone() {
  rm -rf "$folder"
  mkdir -p "$folder"
  "$bin/python" -m samples.demo "$folder" --small --today "$today" > demo/made.log || { cat demo/made.log >&2; exit 1; }
  tail -n 3 demo/made.log
  echo "$today" > "$folder/day"
}

free_port() {
  "$bin/python" -c '
import socket
for port in range(8000, 8100):
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break
'
}

stop
if [ "${1:-}" = stop ]; then exit 0; fi
if [ "$(cat "$folder/day" 2>/dev/null)" != "$today" ]; then
  echo "      造虚构园区到今天（约 40 秒）/ making the made-up zone up to today (some 40 seconds)"
  make_zone
fi
port=$(free_port)
nohup "$bin/dajuan" serve --zone "$folder/zone" --people "$folder/people.toml" --bind "127.0.0.1:$port" \
  > demo/server.log 2>&1 < /dev/null &
echo $! > "$server"
for _ in $(seq 150); do
  if "$bin/python" -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:$port/healthz', timeout=30)" 2>/dev/null; then
    echo "http://127.0.0.1:$port/" > demo/address
    exit 0
  fi
  kill -0 "$(cat "$server")" 2>/dev/null || break
  sleep 0.3
done
cat demo/server.log >&2
exit 1
