# One command checks everything, the same here and in CI: `make test`. `make` alone lists the others.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
STAMP := .venv/.ready
# A worker for each processor; the tests of a file stay together, as they share what was made for them.
SPREAD := -n auto --dist loadfile
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--annotation-style line --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
	--all-extras pyproject.toml

.PHONY: help setup demo test test-slow bench corpus-report coverage-table format lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r target text; do \
		printf '  make %-14s %s\n' "$$target" "$$text"; done

setup: $(STAMP) ## make .venv with the locked dependencies and this checkout in it

$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "make: '$(PYTHON)' is not Python 3.11 or later; name one that is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: '$(PYTHON)' cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; \
		exit 1; }
	@echo "make: setting up .venv"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@if $(BIN)/origin agreements compile --help >/dev/null 2>&1; then $(BIN)/origin agreements compile --quiet; fi
	@touch $@

demo: setup ## check an e-bike under the EU-UK agreement
	$(BIN)/origin check examples/e-bike.yaml --agreement eu-uk

# Runs every step, so that one run reports everything, and names the steps that failed at the end.
test: setup ## format, lint, types, layers, and every test that is not slow
	@failed=; \
	step() { name=$$1; shift; printf '\n== %s\n' "$$name"; "$$@" || failed="$$failed, $$name"; }; \
	step format $(BIN)/ruff format --check .; \
	step lint   $(BIN)/ruff check .; \
	step types  $(BIN)/mypy; \
	step layers $(BIN)/lint-imports --no-logo; \
	step tests  $(BIN)/pytest -q $(SPREAD) -m "not slow"; \
	if [ -n "$$failed" ]; then printf '\nmake test: FAILED: %s\n' "$${failed#, }" >&2; exit 1; fi

test-slow: setup ## the slow tests
	@$(BIN)/pytest -q $(SPREAD) -m slow || [ $$? -eq 5 ] # 5: there are none

bench: setup ## measure speed, against another engine too
	@$(BIN)/python -m tests.bench
	@$(BIN)/python -m tests.claims.bench
	@$(BIN)/python -m tests.monitoring.bench

corpus-report: setup ## tell how far the published corpus is read, where it is at hand
	@$(BIN)/python -m tests.corpus_report

coverage-table: setup ## write what the packs cover into README.md and docs/coverage.md
	@$(BIN)/python -m tests.coverage_table

format: setup ## put the code in our format and fix what can be fixed
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

lock: ## pin the dependencies again, with uv; UPGRADE=1 takes the newest
	$(LOCK) --group dev --group bench --output-file requirements/dev.lock
	$(LOCK) --constraint requirements/dev.lock --output-file requirements/runtime.lock

clean: ## remove .venv and all that is built or cached
	rm -rf .venv dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
