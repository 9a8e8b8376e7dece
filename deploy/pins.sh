#!/bin/sh
# Re-pins requirements/*.txt from pyproject.toml: newest releases its ranges allow, with the hashes of
# every file, for every Python from 3.11 on. Neither an index address nor a comment naming one is kept.
set -eu
cd "$(dirname "$0")/.."

tools=.var/pins
[ -x "$tools/bin/uv" ] || {
    "${1:-.venv/bin/python}" -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet --disable-pip-version-check uv
}

pin() { # pin OUTPUT [uv's options…]
    output=$1
    shift
    "$tools/bin/uv" pip compile pyproject.toml "$@" --upgrade --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
        --quiet --output-file "$output.new"
    if grep -n -e '://' -e '^ *-' "$output.new" | grep -v -e '--hash=sha256:'; then
        echo "pins: the lines above of $output.new name an address or an option; $output is unchanged" >&2
        exit 1
    fi
    {
        echo "# Written by 'make pins' from pyproject.toml; edit that file, then run it again."
        cat "$output.new"
    } >"$output"
    rm "$output.new"
}

pin requirements/base.txt
pin requirements/test.txt --extra test --constraint requirements/base.txt
echo "Pinned $(grep -c '==' requirements/base.txt) packages to run and $(grep -c '==' requirements/test.txt) to test."
