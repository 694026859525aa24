# Everything starts here; `make` alone lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPREAD ?= -n auto --dist worksteal
POSTGRES ?= postgres://postgres@127.0.0.1:5432/test

.PHONY: help install demo test test-postgres check house bench format

help:
	@echo "make demo           two years of a firm, ready to look at"
	@echo "make test           every test, on SQLite, spread over the cores"
	@echo "make test-postgres  rules and pages on PostgreSQL, without browser, sweep and demo (POSTGRES=...)"
	@echo "make check          format, lint, types, floors, templates, migrations, tests"
	@echo "make house          the same without the tests"
	@echo "make bench          the figures of speed and size"
	@echo "make install        only the environment"

$(VENV)/.runtime: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==0.13.9"
	@test -e $(VENV)/.dev || $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/.dev

demo: $(VENV)/.runtime
	@$(BIN)/heedful demo

test: $(VENV)/.dev
	@$(BIN)/python -m pytest $(SPREAD)

test-postgres: $(VENV)/.dev
	@DATABASE_URL=$(POSTGRES) $(BIN)/python -m pytest $(SPREAD) -m "not browser" --ignore tests/sweep --ignore tests/demo --ignore tests/stats --ignore tests/ledger

format: $(VENV)/.dev
	@$(BIN)/ruff format --quiet src tests bench
	@$(BIN)/ruff check --quiet --fix src tests bench
	@git ls-files '*.html' | xargs $(BIN)/djade --target-version 5.2

check: house test

house: $(VENV)/.dev
	@$(BIN)/ruff format --check --quiet src tests bench
	@$(BIN)/ruff check --quiet src tests bench
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@git ls-files '*.html' | xargs $(BIN)/djade --check --target-version 5.2
	@HEEDFUL_DATA=$$(mktemp -d) $(BIN)/heedful makemigrations --check --dry-run

bench: $(VENV)/.dev
	@$(BIN)/python -m bench
