# Newsroom CMS. `make` alone lists the targets; every target sets up what it needs by itself.

PYTHON ?= python3
UV ?= uv
OLDEST_PYTHON := 3.11

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# What would send packages or imports elsewhere. Where a mirror is set up for pip, it is used.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_CONSTRAINT \
  PIP_REQUIREMENT PIP_DRY_RUN PIP_NO_BINARY PIP_QUIET PIP_VERBOSE
# Without bytecode, every process compiles all modules and all tests anew.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONUNBUFFERED := 1

RUN := .venv/bin/python
PYTEST := $(RUN) -m pytest
NOT_RUN := .cache/not-run
# Among how many processes the tests on a database are divided.
PROCESSES ?= auto
# Tests come in another order each day; SEED=… gives the order of another day, or any other.
SEED ?= $(shell date -u +%Y%m%d)
IN_ORDER = --randomly-seed=$(SEED)
DIVIDED = --numprocesses $(PROCESSES) $(IN_ORDER)
ON_DATABASE = $(PYTEST) $(DIVIDED) --durations=20 --durations-min=1
STATIC := $(MAKE) --no-print-directory --jobs=2 --output-sync=target lint types layers migrations
# A stamp is named by the content it stands for, so it is never out of date.
content = $(firstword $(shell cat $(1) | cksum))
CMS_INSTALLED := .venv/installed-cms-$(call content,requirements.txt)
TESTS_INSTALLED := .venv/installed-tests-$(call content,tests/requirements.txt)

.PHONY: help
help: ## List the targets
	@echo "Newsroom CMS: make TARGET"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

.PHONY: demo
demo: $(CMS_INSTALLED) ## Run the demo site; HOST=… and PORT=… say where
	@exec $(RUN) manage.py run_demo

.PHONY: test
test: forget $(TESTS_INSTALLED) ## Run every check below, cheapest first
	@$(STATIC)
	@$(RUN) -m tests.services.side_by_side \
	  test-browser test-sqlite test-postgresql test-pythons test-contract test-edge
	@echo; if [ -s $(NOT_RUN) ]; then echo "All that was run passed."; cat $(NOT_RUN); else echo "All passed."; fi

.PHONY: check
check: $(TESTS_INSTALLED) ## Run what fits into everyday work: no slow tests, no services
	@$(STATIC)
	@env -u DATABASE_URL $(ON_DATABASE) -m "not slow"

.PHONY: lint
lint: $(TESTS_INSTALLED) ## Check style, formatting, and that imports are declared
	@echo "== Style"
	@$(RUN) -m ruff check --quiet .
	@$(RUN) -m ruff format --quiet --check .
	@said=$$($(RUN) -m deptry --no-ansi . 2>&1) || { echo "$$said"; exit 1; }

.PHONY: types
types: $(TESTS_INSTALLED) ## Check types
	@echo "== Types"
	@$(RUN) -m mypy

.PHONY: layers
layers: $(TESTS_INSTALLED) ## Check that imports go down only
	@echo "== Layers"
	@$(RUN) -c 'from importlinter.cli import lint_imports_command; lint_imports_command(["--no-logo"])'

.PHONY: migrations
migrations: $(TESTS_INSTALLED) ## Check that models and migrations agree
	@echo "== Migrations"
	@env -u DATABASE_URL $(RUN) manage.py makemigrations --check --dry-run --settings cms.settings.test

.PHONY: test-sqlite
test-sqlite: $(TESTS_INSTALLED) ## Run the tests on SQLite
	@echo "== Tests on SQLite"
	@env -u DATABASE_URL $(ON_DATABASE)

.PHONY: test-postgresql
test-postgresql: $(TESTS_INSTALLED) ## Run those that ask a database on a PostgreSQL of their own
	@echo "== Tests on PostgreSQL"
	@$(RUN) -m tests.services.postgresql $(ON_DATABASE) -m "not one_database"

.PHONY: coverage
coverage: $(TESTS_INSTALLED) ## Measure which lines of cms/ run in the tests on SQLite
	@rm -rf .cache/coverage
	@env -u DATABASE_URL $(RUN) -m coverage run -m pytest --numprocesses $(PROCESSES) $(IN_ORDER)
	@$(RUN) -m coverage combine --quiet
	@$(RUN) -m coverage report

.PHONY: mutation
mutation: $(TESTS_INSTALLED) ## Plant faults in what everything passes, and count those that tests find
	@$(RUN) -m tests.services.mutation

.PHONY: test-contract
test-contract: $(TESTS_INSTALLED) ## Run the demo and ask it with frontends' clients
	@echo "== Tests with clients"
	@$(RUN) -m tests.services.node

.PHONY: test-edge
test-edge: $(TESTS_INSTALLED) ## Put a Varnish of its own before the CMS
	@echo "== Tests of the edge"
	@$(RUN) -m tests.services.varnish $(PYTEST) -p no:randomly tests/edge

.PHONY: test-browser
test-browser: $(TESTS_INSTALLED) ## Run the demo and use it in a browser
	@echo "== Tests in a browser"
	@$(RUN) -m tests.services.chromium $(PYTEST) -p no:randomly tests/browser

# Texts, files, days and numbers, and an answer of the API: what another Python may do otherwise.
ON_OTHER_PYTHONS := tests/api/test_http.py tests/api/test_news.py tests/api/test_rich_text.py \
  tests/database/test_dates.py tests/database/test_driver.py tests/importing/test_converting.py \
  tests/importing/test_reading.py tests/localisation tests/operation/test_doctor.py \
  tests/operation/test_log_lines.py tests/translation/files

.PHONY: test-pythons
test-pythons: $(TESTS_INSTALLED) ## Run some tests on the other supported Pythons that are installed
	@echo "== Tests on other Pythons"
	@$(RUN) -m tests.services.pythons -m "not slow" $(DIVIDED) $(ON_OTHER_PYTHONS)

.PHONY: pythons
pythons: $(TESTS_INSTALLED) ## Run make check's tests on each of them
	@$(RUN) -m tests.services.pythons -m "not slow" $(DIVIDED)

.PHONY: newest
newest: $(TESTS_INSTALLED) ## Try these on the newest Django and Wagtail, to see what an upgrade asks for
	@$(RUN) -m tests.services.newest -m "not slow" $(DIVIDED)

.PHONY: bill-of-materials
bill-of-materials: $(TESTS_INSTALLED) ## List all packages that are delivered, with licences, as CycloneDX
	@$(RUN) -m tests.services.bill_of_materials

.PHONY: keep-release
keep-release: $(TESTS_INSTALLED) ## Keep site and migrations of this version, which later ones are tested with
	@$(RUN) -m tests.releases.keeping

.PHONY: topology
topology: $(TESTS_INSTALLED) ## Start a whole installation from deploy/ and publish a page through it
	@echo "== Topology"
	@$(RUN) -m tests.services.topology

.PHONY: kills
kills: $(TESTS_INSTALLED) ## Kill, stop and pause every part of an installation in the middle of its work
	@echo "== Kills"
	@$(RUN) -m tests.services.kills

.PHONY: bench
bench: $(TESTS_INSTALLED) ## Measure what answers cost; FULL=1 asks everything of every server
	@$(RUN) -m tests.performance

.PHONY: format
format: $(TESTS_INSTALLED) ## Put the code in order: imports, formatting, what ruff can mend
	@$(RUN) -m ruff check --quiet --fix . || true
	@$(RUN) -m ruff format .

.PHONY: examples
examples: $(CMS_INSTALLED) ## Record the contract's examples anew, from a fresh demo that is thrown away
	@state=$$(mktemp -d); trap 'rm -rf "$$state"' EXIT; \
	manage() { env -u DATABASE_URL -u CACHE_URL -u CMS_URL -u FRONTEND_URL -u MEDIA_URL -u MEDIA_ROOT \
	  DJANGO_SETTINGS_MODULE=cms.settings.dev STATE_DIR="$$state" HOST=127.0.0.1 PORT=8000 \
	  $(RUN) manage.py "$$@"; }; \
	manage migrate --verbosity 0; \
	echo "Loading the demo site"; manage load_demo >"$$state/load.log" || { cat "$$state/load.log" >&2; exit 1; }; \
	echo "Making pictures"; manage make_renditions >"$$state/pictures.log"; \
	manage record_examples

.PHONY: contract
contract: $(CMS_INSTALLED) ## Bring the contract up to date: schema, operations, types, examples; needs npm
	@command -v npm >/dev/null || { echo "npm is needed to make the contract's types (Debian: nodejs npm)." >&2; exit 1; }
	@env -u DATABASE_URL $(RUN) manage.py write_contract --settings cms.settings.test
	@cd frontend_contract/typescript && npm ci --silent && npm run --silent codegen
	@$(MAKE) --no-print-directory examples

.PHONY: messages
messages: $(CMS_INSTALLED) ## Bring the Chinese catalogues up to date with the code, and compile them
	@DJANGO_SETTINGS_MODULE=cms.settings.test $(RUN) -m tests.services.messages

.PHONY: requirements
requirements: ## Pin every dependency of pyproject.toml with its hashes; needs uv
	@command -v $(UV) >/dev/null || { echo "uv is needed to pin dependencies; set UV=… if it isn't on the path." >&2; exit 1; }
	@$(UV) pip compile $(COMPILE) pyproject.toml -o requirements.txt
	@$(UV) pip compile $(COMPILE) --extra test --constraint requirements.txt pyproject.toml -o tests/requirements.txt
	@echo uv | $(UV) pip compile $(COMPILE) --no-annotate - -o deploy/uv.txt
	@echo cyclonedx-bom | $(UV) pip compile $(COMPILE) --no-annotate - -o deploy/sbom.txt

COMPILE := --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version $(OLDEST_PYTHON)

.PHONY: forget
forget:
	@rm -f $(NOT_RUN)

# $(call install,REQUIREMENTS,STAMPS)
define install
	rm -f .venv/installed-*; $(RUN) deploy/install.py $(1); touch $(2)
endef

$(CMS_INSTALLED): | python
	@$(call install,requirements.txt,$@)

# The tests' requirements hold those of the CMS too.
$(TESTS_INSTALLED): | python
	@$(call install,tests/requirements.txt,$@ $(CMS_INSTALLED))

.PHONY: python
python:
	@needed='import sys; sys.exit(sys.version_info < tuple(map(int, "$(OLDEST_PYTHON)".split("."))))'; \
	say() { printf '%s\n' "$$@" >&2; exit 1; }; \
	if [ -e $(RUN) ]; then \
	  $(RUN) -c "$$needed" 2>/dev/null || say "The Python of .venv is older than $(OLDEST_PYTHON) or doesn't start." "Remove the folder .venv and try again."; \
	  exit 0; \
	fi; \
	command -v $(PYTHON) >/dev/null || say "Newsroom CMS needs Python $(OLDEST_PYTHON) or newer, and there is no $(PYTHON) here." "Install it (Debian: python3 python3-venv), or name another with PYTHON=…."; \
	$(PYTHON) -c "$$needed" || say "Newsroom CMS needs Python $(OLDEST_PYTHON) or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)." "Name another with PYTHON=…, for example: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || say "$(PYTHON) can't make virtual environments." "Install the missing package (Debian: $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')) and try again."; \
	echo "Making .venv with $$($(PYTHON) -V)"; \
	$(PYTHON) -m venv --clear --without-pip .venv
