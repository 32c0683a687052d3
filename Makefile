# claimwatch: `make demo` and `make test` set up all they need; `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-annotate --quiet

ASSETS := build/assets
VENDORED := services/dashboard/static/vendor/htmx.min.js

.DEFAULT_GOAL := help
.PHONY: help demo test coverage setup kafka-up kafka-down lint types imports schemas schemas-check assets assets-check dead-code check bench lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup  ## two stories in compressed time, on loopback, in under a minute
	@$(BIN)/claimwatch demo --out build/demo

test: setup  ## the whole test suite, on every core; what needs Kafka runs where one answers (make kafka-up)
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadgroup $(ARGS)

coverage: setup  ## the test suite on one core, and which lines it does not reach
	@$(BIN)/coverage run -m pytest $(ARGS)
	@$(BIN)/coverage report --skip-covered --skip-empty

# The mark is newer than what it was made from when everything is installed: a second run takes seconds.
setup: $(VENV)/.installed
$(VENV)/.installed: requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "claimwatch needs Python 3.11 or newer; $(PYTHON) is older: run make PYTHON=python3.12, say" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "no virtual environment could be made: install Python's venv module (Debian: python3-venv)" >&2; exit 1; }
	@echo "installing the requirements into $(VENV) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

kafka-up:  ## a real Apache Kafka on this machine, without Docker (Java 17, mvn)
	@deploy/kafka/kafka up

kafka-down:  ## stop it; its data stay
	@deploy/kafka/kafka down

check: lint types imports schemas-check assets-check dead-code  ## all that is checked without running anything

lint: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

types: setup
	@$(BIN)/mypy

imports: setup
	@$(BIN)/lint-imports

schemas: setup  ## write the JSON Schemas anew
	@$(BIN)/python -m schemas.generate

schemas-check: setup
	@$(BIN)/python -m schemas.generate --check

assets: $(ASSETS)/.installed  ## take what the desk's pages load from its pinned packages (npm)
	@install -m 644 $(ASSETS)/node_modules/htmx.org/dist/htmx.min.js $(VENDORED)

# What is committed serves where there is no npm: only who changes it needs that.
assets-check:
	@if command -v npm >/dev/null; then \
		$(MAKE) --no-print-directory $(ASSETS)/.installed && cmp $(ASSETS)/node_modules/htmx.org/dist/htmx.min.js $(VENDORED); \
	elif [ -n "$$CI" ]; then echo "npm is not installed (Debian: npm)" >&2; exit 1; fi

$(ASSETS)/.installed: services/dashboard/assets/package.json services/dashboard/assets/package-lock.json
	@mkdir -p $(ASSETS)
	@cp services/dashboard/assets/package.json services/dashboard/assets/package-lock.json $(ASSETS)/
	@cd $(ASSETS) && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

dead-code: setup
	@$(BIN)/vulture

bench: setup  ## measure, against peers in the same run (needs make kafka-up)
	@$(BIN)/python -m bench

lock: setup  ## pin the newest allowed versions, with hashes
	@$(BIN)/pip install --quiet --disable-pip-version-check uv
	@$(COMPILE) --upgrade -o requirements.lock
	@$(COMPILE) --upgrade --group dev -o requirements-dev.lock

clean:  ## remove what was built and installed
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
