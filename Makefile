# Needs only GNU make 3.81 or newer and Python 3.11 or newer. Everything made here lands in .venv/ and .var/.
SHELL := /bin/sh
PY := .venv/bin/python
PORT ?= 8000
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
export PORT

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run setup test lint types catalogue messages pins packages test-packages

help: ## Say what each of these does
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{ printf "  make %-11s %s\n", $$1, $$2 }' Makefile

run: packages $(CATALOGUES) ## Serve on 127.0.0.1:8000 with demo content (another port: make run PORT=8001)
	@$(PY) deploy/quickstart.py run

setup: packages $(CATALOGUES) ## All of `make run` but the serving
	@$(PY) deploy/quickstart.py prepare

test: test-packages $(CATALOGUES) ## Every test, on SQLite and where one answers on PostgreSQL (make test ON=sqlite ARGS='-k word')
	@$(PY) tests/databases.py --on "$(ON)" -- $(ARGS)

lint: test-packages ## Ruff: rules and formatting
	@$(PY) -m ruff check --quiet . && $(PY) -m ruff format --quiet --check .

types: test-packages ## Mypy on the pure rooms
	@$(PY) -m mypy

catalogue: packages $(CATALOGUES) ## Compile the message catalogues (also done by run and test)

messages: packages ## Bring new messages from the source into the Arabic catalogue (needs gettext)
	@command -v xgettext >/dev/null || { echo "make messages needs GNU gettext (package: gettext)." >&2; exit 1; }
	@$(PY) manage.py makemessages --locale ar --add-location file --no-obsolete --ignore '.v*' --ignore 'tests/*'
	@$(PY) -c 'import pathlib, re; p = pathlib.Path("locale/ar/LC_MESSAGES/django.po"); p.write_text(re.sub("\"POT-Creation-Date[^\n]*\n", "", p.read_text("utf-8")), "utf-8")'

pins: packages ## Re-pin requirements/ from pyproject.toml, with hashes
	@sh deploy/pins.sh $(PY)

packages:
	@sh deploy/venv.sh base

test-packages:
	@sh deploy/venv.sh test

# A phony prerequisite after the bar comes first but never makes a catalogue stale.
%.mo: %.po | packages
	@$(PY) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
