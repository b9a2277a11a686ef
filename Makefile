# Everything starts here: `make demo` solves a real county, `make test` proves the code.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-all lint format docs studies bench clean

demo: $(READY)  ## solve Gaotai and print the plan
	$(BIN)/reserve solve instances/gaotai --time-limit 120 --mip-gap 0.01

test: $(READY)  ## the tests, without the slow ones
	$(BIN)/pytest

test-all: $(READY)  ## every test
	$(BIN)/pytest -m "slow or not slow"

lint: $(READY)  ## style, types, storeys, spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(READY)  ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY)  ## write the documents that are made from the code
	$(BIN)/python -m optimizer.io.format_docs > docs/instance-format.md

studies: $(READY)  ## solve the five plans and their variants, into reports/
	$(BIN)/python reports/studies.py

bench: $(READY)  ## a quick selection of published instances and plans, against best-known values
	$(BIN)/python -m benchmarks --quick

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
