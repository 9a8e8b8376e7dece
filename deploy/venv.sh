#!/bin/sh
# venv.sh base|test: a virtual environment in .venv with exactly what requirements/<that>.txt pins.
# Does nothing when it already stands. Its mark lies in .venv itself, so that deleting .venv is enough
# to start over.
set -eu
cd "$(dirname "$0")/.."

say() { echo "$*" >&2; }

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && recent "$name"; then
            command -v "$name"
            return
        fi
    done
    say "This needs Python 3.11 or newer; found: $(python3 --version 2>&1 || echo none)."
    say "Install it, or name it: make PYTHON=/path/to/python3.12"
    exit 1
}

list=requirements/$1.txt
mark=.venv/.installed-$1
sum=$(cksum <"$list")

if ! { recent .venv/bin/python && .venv/bin/python -c 'import pip'; } 2>/dev/null; then
    python=$(find_python)
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        say "$python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv"
        exit 1
    fi
    say "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

if [ "$(cat "$mark" 2>/dev/null)" != "$sum" ]; then
    say "Installing $(grep -c '==' "$list") pinned packages (about a minute the first time)"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$list"
    echo "$sum" >"$mark"
fi
