# `make run` is all a reporter needs, `make test` all a contributor does.

VENV := .venv
PY := $(VENV)/bin/python
HOST ?= 127.0.0.1
PORT ?= 8000
QUOTES ?= 1000000
INPUTS ?= 2000
WORKERS ?= 3
TEXTS ?= $(firstword $(wildcard ../shared/corpora/polnear/dev) samples)
export HOST PORT QUOTES TEXTS

# What is installed is remembered by the checksum of the requirements, so that a second run
# skips it and a changed requirement does not.
sum = $(firstword $(shell cat $(1) | cksum))
INSTALLED := $(VENV)/.installed-$(call sum,requirements.txt)
INSTALLED_DEV := $(VENV)/.installed-dev-$(call sum,requirements-dev.txt)
COMPILED := $(VENV)/.compiled-$(call sum,requirements-dev.txt)

.DEFAULT_GOAL := help
.PHONY: help run dev install install-dev test test-full test-sqlite test-search test-fuzz test-postgres coverage bench lint format requirements licences sbom pictures audit clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: install ## Install, prepare the database and serve http://127.0.0.1:8000 (PORT= changes it)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@echo "Reading the sample articles …"
	@$(PY) manage.py ingest samples/*.txt || echo "The newsroom starts without these."
	@$(PY) manage.py load_people samples/people.csv > /dev/null || echo "The sample list of people was not loaded."
	@echo "The newsroom is at http://$(HOST):$(PORT)/ – Ctrl-C stops it."
	@exec $(PY) manage.py serve

dev: install ## Serve with reloading and error pages for developers
	@$(PY) manage.py migrate --verbosity 0
	@NEWSROOM_DEBUG=1 $(PY) manage.py runserver $(HOST):$(PORT)

install: $(INSTALLED)

install-dev: $(INSTALLED_DEV)

$(PY):
	@python=$$(tools/find-python) && echo "Making $(VENV) with $$python …" && \
		"$$python" -m venv $(VENV)

$(INSTALLED): | $(PY)
	@echo "Installing what the newsroom runs on; the first time takes a minute or more …"
	@tools/install $(PY) requirements.txt
	@rm -f $(VENV)/.installed-[0-9]* && touch $@

$(INSTALLED_DEV): $(INSTALLED) | $(PY)
	@echo "Installing what the tests need …"
	@tools/install $(PY) requirements-dev.txt
	@rm -f $(VENV)/.installed-dev-* && touch $@

# Hypothesis keeps a table of all characters in .hypothesis, which takes a process 3 s to make.
CHARACTERS := from hypothesis import given, strategies; given(strategies.text())(lambda text: None)()

# uv compiles nothing.  Four processes that begin side by side would compile the same modules, for 43 s
# of CPU each in place of 16, so one does before them.
$(COMPILED): | $(INSTALLED_DEV)
	@echo "Compiling what the tests import …"
	@env PYTHONDONTWRITEBYTECODE= $(PY) -m pytest --collect-only --quiet >/dev/null 2>&1 || true
	@$(PY) -c "$(CHARACTERS)" >/dev/null 2>&1 || true
	@rm -f $(VENV)/.compiled-* && touch $@

# Worker processes of pytest: on two cores a third works while others wait for a server or a
# browser.  Each has a database of its own.  They start many processes, which share bytecode.
PYTEST := env PYTHONDONTWRITEBYTECODE= $(PY) -m pytest --numprocesses $(WORKERS) --dist worksteal --durations 10 --durations-min 1

# On two cores the tests on PostgreSQL need as long in one process as the others in three, so all run
# at once, and the checks beside them.  What runs beside is printed at the end.
test: install-dev ## Run every check and every test, in a real browser, on SQLite and PostgreSQL
	@beside=$$(mktemp -d) || exit 1; status=0; \
	mkdir "$$beside/shared"; export NEWSROOM_TEST_SHARED="$$beside/shared"; \
	$(MAKE) --no-print-directory --jobs 3 --keep-going BESIDE="$$beside" \
		test-sqlite beside-lint beside-test-postgres || status=1; \
	cat "$$beside"/lint "$$beside"/test-postgres; rm -r "$$beside"; exit $$status

test-sqlite: install-dev $(COMPILED)
	@NEWSROOM_BROWSER=$$(tools/find-browser) || exit 1; export NEWSROOM_BROWSER; \
	NEWSROOM_REDIS_SERVER=$$(tools/find-redis) || exit 1; export NEWSROOM_REDIS_SERVER; \
	$(PYTEST) $(ARGS) --cov

beside-test-postgres: $(COMPILED)

beside-%: install-dev
	@$(MAKE) --no-print-directory $* WORKERS=0 >"$(BESIDE)/$*" 2>&1

test-full: ## Run make test with every test at its full size (tests/support/sizes.py)
	@NEWSROOM_TEST_SIZE=full $(MAKE) --no-print-directory test

test-search: install-dev ## Run the tests of search, pages and the API on ClickHouse's engine beside the database (installs chdb, 0.9 GB)
	@tools/with-clickhouse $(PY) -m pytest -n 0 -p tests.support.engine \
	$(or $(ARGS),tests/articles/search tests/articles/views tests/articles/api)

test-fuzz: install-dev ## Give every reader and form 2,000 random inputs; make test gives them the same 200 each time
	@NEWSROOM_FUZZ_INPUTS=$(INPUTS) $(PYTEST) tests/fuzz $(ARGS)

test-postgres: install-dev ## Run the tests that touch the database on a PostgreSQL of their own
	@NEWSROOM_REDIS_SERVER=$$(tools/find-redis) || exit 1; export NEWSROOM_REDIS_SERVER; \
	tools/with-postgres $(PYTEST) -m "database and not e2e and (every_database or not one_database)" $(or $(ARGS),tests)

# Counting branches doubles the time of the tests before Python 3.14; `make test` counts lines.
coverage: install-dev ## Measure coverage by branches, on SQLite
	@NEWSROOM_BROWSER=$$(tools/find-browser) || exit 1; export NEWSROOM_BROWSER; \
	NEWSROOM_REDIS_SERVER=$$(tools/find-redis) || exit 1; export NEWSROOM_REDIS_SERVER; \
	$(PYTEST) $(ARGS) --cov --cov-branch --cov-fail-under 93

bench: install ## Measure pages at QUOTES=1000000 and ingest of TEXTS= beside peers; writes build/bench.json
	@$(PY) -m benchmarks

# mypy takes longest, and one core: the rest runs beside it.
lint: install-dev ## Check style, types, imports and templates
	@status=0; $(PY) -m mypy & types=$$!; \
	$(PY) -m ruff check --quiet . || status=1; \
	$(PY) -m ruff format --check --quiet . || { echo "Run make format."; status=1; }; \
	$(VENV)/bin/djade --check --target-version 6.1 $$(find templates -name '*.html') || status=1; \
	imports=$$($(VENV)/bin/lint-imports --no-cache --no-logo) || { echo "$$imports"; status=1; }; \
	wait $$types || status=1; \
	exit $$status

format: install-dev ## Format code and templates
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .
	@$(VENV)/bin/djade --target-version 6.1 $$(find templates -name '*.html')

requirements: install ## Pin requirements*.in again
	@$(PY) -m pip --disable-pip-version-check install --quiet uv
	@for name in requirements requirements-dev requirements-cluster requirements-search requirements-uv; do \
		$(PY) -m uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
			--no-header --no-annotate --no-emit-index-url --no-emit-find-links \
			$$name.in --output-file $$name.txt; \
	done

licences: install-dev ## Write docs/licences.md again
	@tools/licences $(PY) > docs/licences.md

sbom: install-dev ## Write docs/sbom.json again, the bill of materials
	@$(PY) tools/sbom.py > docs/sbom.json.part && mv docs/sbom.json.part docs/sbom.json

pictures: install-dev ## Take the pictures of README.md and docs/corrections.md again
	@$(PY) tools/take_pictures.py "$$(tools/find-browser)"

audit: install-dev ## Ask PyPI for known weaknesses of what is pinned
	@$(PY) -m pip_audit --progress-spinner off --require-hashes --disable-pip -r requirements.txt

clean: ## Remove the environment and caches, but no data
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.*
