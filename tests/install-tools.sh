#!/bin/sh
# The programs that the tests drive and that no Python package brings: a browser, a font for Chinese, Java. Where
# one is missing, Debian's packages bring it. Nothing is done on a machine that has them all. The font is the browser's, which
# measures whether Chinese names fit on a phone; pictures are drawn with the fonts of the package.
set -eu

missing=""
if [ "$(. /etc/os-release 2>/dev/null && echo "$ID")" = debian ]; then
  command -v chromium-headless-shell >/dev/null || missing="$missing chromium-headless-shell"
elif ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then
  missing="$missing chromium"
fi
command -v fc-list >/dev/null && fc-list :lang=zh | grep -q . || missing="$missing fontconfig fonts-noto-cjk"
[ -x /usr/sbin/nginx ] || command -v nginx >/dev/null || missing="$missing nginx-light"
command -v java >/dev/null || missing="$missing default-jre-headless"

if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null; then
    echo "The tests need:$missing. Install them with this system's package manager, then run make test again." >&2
    exit 1
  fi
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -q
  # shellcheck disable=SC2086 # a list of names
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -q -y --no-install-recommends $missing
fi

for folder in tests/*/; do
  if [ -f "$folder/package-lock.json" ]; then
    (cd "$folder" && npm ci --loglevel=error --ignore-scripts --no-audit --no-fund)
  fi
done
