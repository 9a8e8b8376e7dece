#!/bin/sh
# check_nginx.sh [PYTHON]: start nginx with deploy/nginx.conf on loopback before a stand-in for the
# application, and ask it what must hold. Only addresses, paths and the user name are adapted.
# Needs nginx and openssl. Prints nothing when all is well.
set -eu
cd "$(dirname "$0")/.."
python=${1:-python3}
there=$(mktemp -d)
chmod 755 "$there"

cleanup() {
    # Either may have gone already, the stand-in by design.
    [ ! -s "$there/nginx.pid" ] || kill "$(cat "$there/nginx.pid")" 2>/dev/null || true
    [ -z "${application:-}" ] || kill "$application" 2>/dev/null || true
    sleep 0.3
    rm -rf "$there"
}
trap cleanup EXIT

mkdir -p "$there/static/css" "$there/media" "$there/errors" "$there/tls"
cp deploy/unavailable.html "$there/errors/"
echo 'body{}' >"$there/static/css/base.0123456789ab.css"
echo 'plain' >"$there/static/plain.js"
echo 'private' >"$there/media/private.txt"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 \
    -subj /CN=newsroom.test -keyout "$there/tls/key.pem" -out "$there/tls/certificate.pem" 2>/dev/null

# Five free ports in a row of ours: application, plain, TLS, health.
base=$("$python" deploy/nginx_stand_in.py --free-ports)
sed -e "s#^user nginx;#$([ "$(id -u)" = 0 ] && echo 'user nobody nogroup;')#" \
    -e "s#/tmp/#$there/#; s#/srv/#$there/#; s#/etc/nginx/tls/#$there/tls/#" \
    -e "s#web:8000#127.0.0.1:$base#; s#listen 8080#listen 127.0.0.1:$((base + 1))#" \
    -e "s#listen 8443#listen 127.0.0.1:$((base + 2))#; s#127.0.0.1:8081#127.0.0.1:$((base + 3))#" \
    -e "s#/dev/stdout#$there/access.log#; s#/dev/stderr emerg#$there/error.log emerg#" \
    deploy/nginx.conf >"$there/nginx.conf"

nginx=$(command -v nginx || echo /usr/sbin/nginx)
"$nginx" -q -t -p "$there" -c "$there/nginx.conf"
"$python" deploy/nginx_stand_in.py --serve "$base" &
application=$!
"$nginx" -q -p "$there" -c "$there/nginx.conf"
"$python" deploy/nginx_stand_in.py --ask "$base" "$there/access.log" "$application"
