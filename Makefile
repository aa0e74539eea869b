# Five commands; each one alone does everything it needs, the virtual environment included.
#   make run          open the dashboard (make run PORT=8600)
#   make test         every test, the browser's included
#   make check        format, lint, types, tests
#   make bench        speed, memory, hostile pages, archives and stores
#   make bench-peers  the same pages through other readers, in an environment of their own

PORT ?= 8501
VENV := .venv
PY := $(VENV)/bin/python
GROUPS := $(wildcard requirements-*.txt)
PEERS := build/peers

.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run test check bench bench-peers clean

run: $(VENV)/.stamp
	$(PY) -m metrics serve --port $(PORT)

test: $(VENV)/.stamp-groups
	.ci/install-browser $(PY)
	.ci/install-postgres
	$(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile </dev/null

check: $(VENV)/.stamp
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(MAKE) test

bench: $(VENV)/.stamp-groups
	$(PY) -m bench

bench-peers: $(VENV)/.stamp $(PEERS)/.stamp
	$(PY) -m bench.peers $(PEERS)/bin/python

$(VENV)/.stamp: requirements.txt constraints.txt .ci/make-venv
	.ci/make-venv $(VENV) requirements.txt

$(VENV)/.stamp-groups: $(VENV)/.stamp $(GROUPS)
	$(PY) -m pip install --quiet --disable-pip-version-check --no-input $(GROUPS:%=-r %) </dev/null
	touch $@

$(PEERS)/.stamp: bench/requirements-peers.txt .ci/make-venv
	.ci/make-venv $(PEERS) bench/requirements-peers.txt

clean:
	rm -rf $(VENV) $(PEERS) .mypy_cache .pytest_cache .ruff_cache .hypothesis build
