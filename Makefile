# Debian, Python >= 3.11, make and git are all that is asked. Everything lands in .venv/ and graph/.
PYTHON ?= python3
BIN := .venv/bin
UV := uv

.PHONY: help graph test coverage bench docs licences explorer lock wheel smoke clean
.DEFAULT_GOAL := help

help:  ## what there is to make
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## */	/' | expand -t 10

graph: .venv/installed  ## build the graph of the seeds, and show it
	$(BIN)/kg build seeds --graph graph
	@echo
	$(BIN)/kg triples --graph graph
	@echo
	@echo 'Next: . .venv/bin/activate, then kg serve (in a browser), kg explain Turkey rebels, kg --help'

test: .venv/installed-dev  ## lint, types, import floors, tests and doctests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q

coverage: .venv/installed-dev  ## which lines and branches no test reaches
	$(BIN)/pytest -q -n auto --dist loadfile --cov --cov-report=term

bench: .venv/installed-dev  ## measure quality and speed into benchmarks/RESULTS.md; QUICK=1, ONLY="gold carb"
	$(BIN)/python benchmarks/run.py $(if $(QUICK),--quick) $(ONLY)

docs: .venv/installed-dev  ## build docs/ as a site, strictly, into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo 'open site/index.html; to search in it, serve it: $(BIN)/python -m http.server -d site'

licences: .venv/installed-dev  ## list the licences of all packages that come along, in LICENCES.md
	$(BIN)/python docs/licences.py > LICENCES.md

explorer:  ## build the page of the explorer anew (kg/explore/static/); needs Node.js 20
	cd explorer && npm ci --silent && npm run --silent build

wheel: .venv/installed-dev  ## dist/claimgraph-*.whl and the source archive, the same each time
	rm -rf dist
	$(BIN)/python -m hatchling build -d dist > /dev/null
	@ls dist

smoke: wheel  ## the wheel in a new environment, outside the checkout: every command is tried
	rm -rf build/smoke && $(PYTHON) -m venv build/smoke
	build/smoke/bin/pip install --quiet --only-binary :all: --no-deps --require-hashes -r requirements.lock
	build/smoke/bin/pip install --quiet --no-deps dist/*.whl
	build/smoke/bin/python tests/smoke.py build/smoke/bin/kg

# Pins with hashes for every platform, without the address of any index; needs uv.
COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --group build
lock:  ## pin the newest versions that fit pyproject.toml
	$(COMPILE) -o requirements.lock > /dev/null
	$(COMPILE) --group dev --group docs --extra llm --extra pandas --extra parquet --extra plot --constraints requirements.lock -o requirements-dev.lock > /dev/null

clean:  ## remove what make made, the graph excepted
	rm -rf .venv dist build site explorer/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

PIP_INSTALL := $(BIN)/pip install --quiet --no-input --disable-pip-version-check

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'make: Python 3.11 or newer is needed; name one with make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2> /dev/null || \
		{ echo 'make: this Python cannot make environments; apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP_INSTALL) --only-binary :all: --no-deps --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-build-isolation --no-deps -e .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed | .venv/bin/python
	$(PIP_INSTALL) --only-binary :all: --no-deps --require-hashes -r requirements-dev.lock
	@touch $@
