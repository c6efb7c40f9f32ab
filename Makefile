# People First Sim: what a contributor can do. `make` alone lists it.

PYTHON ?= python3

# One process a core, two at most: tests start workers and browsers of their own. A file's tests stay in one process,
# because they share worlds, runs and pages that would otherwise be made in each. In the order of files: sorted by the
# number of tests, files of a few long ones would come last, and one process would wait for the other.
PYTEST = pytest -n auto --maxprocesses 2 --dist loadfile --no-loadscope-reorder

PYENV_ROOT ?= $(shell pyenv root 2>/dev/null || echo "$$HOME/.pyenv")
PYTHONS = $(wildcard $(foreach folder,$(subst :, ,$(PATH)) $(wildcard $(PYENV_ROOT)/versions/3.*/bin), \
            $(folder)/python3.[0-9] $(folder)/python3.[0-9][0-9]))
VERSION_AND_PATH = import sys; print(*sys.version_info[:3], sys.executable)
NEWEST_PYTHON = $(shell for python in $(PYTHONS); do $$python -c '$(VERSION_AND_PATH)' 2>/dev/null; done \
                  | sort -n -k1,1 -k2,2 -k3,3 | tail -n 1 | cut -d ' ' -f 4)

# What is kept of compiling a file serves every process that tests start, and the next run of them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install demo tour test test-slow test-newest test-lowest check format benchmark docs claims patterns findings clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

install: .venv/installed ## Install what a run needs into .venv, and nothing else

demo: .venv/installed ## Compare two ways of managing one firm (sets everything up first)
	.venv/bin/sim run scenarios/turnover_city.toml --policy customer_first --policy people_and_customer \
	  --replications 20 --years 3

tour: .venv/installed-dev ## Run the guided tour and write it as a page: results/tour.html
	.venv/bin/python docs/tour/make.py results/tour.html

test: .venv/installed-dev ## Run the tests, but for the slow ones
	.venv/bin/$(PYTEST)

test-slow: .venv/installed-slow ## Run the slow tests, and properties with many more examples
	.venv/bin/$(PYTEST) -m "slow or hypothesis" --hypothesis-profile=many

test-newest: .venv-newest/installed-dev ## Run the tests on the newest Python installed, with the newest Mesa
	.venv-newest/bin/$(PYTEST)

test-lowest: .venv-lowest/installed-dev ## Run the tests on the lowest versions of packages that a run allows
	.venv-lowest/bin/$(PYTEST)

check: .venv/installed-dev ## Lint, check the format and the types
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

format: .venv/installed-dev ## Format the code and sort its imports
	.venv/bin/ruff check --select I --fix
	.venv/bin/ruff format

benchmark: .venv/installed-benchmarks ## Measure speed, against other tools too
	.venv/bin/python -m benchmarks

docs: .venv/installed ## Write the generated pages in docs/ and the schemas anew
	.venv/bin/python docs/generate.py

TRIALS ?= 400
MINUTES ?= 50

claims: .venv/installed ## Put the claims to the test for up to an hour; again goes on: results/showcase/, README
	.venv/bin/sim claims --trials $(TRIALS) --minutes $(MINUTES) --out results/claims
	mkdir -p results/showcase
	for kind in json html; do \
	  cp "$$(ls -t results/claims/verdicts*.$$kind | head -n 1)" results/showcase/verdicts.$$kind; done
	.venv/bin/python docs/verdicts.py

TRIES ?= 1000
PATTERNS = results/patterns/patterns-turnover_city-$(TRIES)-tries

patterns: .venv/installed ## Search for all that policies can reach, TRIES=1000 of them: results/showcase/, the README
	.venv/bin/sim patterns turnover_city --tries $(TRIES) --out $(dir $(PATTERNS))
	.venv/bin/python docs/patterns.py "$$(ls -t $(PATTERNS)-*.json | head -n 1)"

findings: .venv/installed ## Compute what the model says, half an hour: docs/findings.md, results/findings.html
	.venv/bin/python docs/findings/make.py

clean: ## Remove environments, caches and build products (results stay)
	rm -rf .venv .venv-newest .venv-lowest build *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

# $(call set_up,oldest minor version of Python 3): the target is the stamp, its first prerequisite the pins
define set_up
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, $(1)))' 2>/dev/null || { \
	  echo "This needs Python 3.$(1) or newer, and found: $$($(PYTHON) --version 2>&1)." \
	    "Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Installing what a run needs into $(@D) (once, about half a minute)…"
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install -qq --disable-pip-version-check --requirement $<
	@$(@D)/bin/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
endef

# What tests, checks and the tour need besides: a user's demo installs none of it.
define set_up_dev
	@echo "Installing what development needs into $(@D) (once, about half a minute)…"
	@$(@D)/bin/pip install -qq --disable-pip-version-check --requirement $<
	@touch $@
endef

.venv/installed: requirements/py311.txt pyproject.toml
	$(call set_up,11)

.venv/installed-dev: requirements/dev-py311.txt .venv/installed
	$(set_up_dev)

.venv/installed-slow: requirements/slow.txt .venv/installed-dev
	$(set_up_dev)

.venv/installed-benchmarks: requirements/benchmarks.txt .venv/installed-dev
	@.venv/bin/pip install -qq --disable-pip-version-check --requirement $<
	@rm -rf .venv/lib/python3*/site-packages/tests # AgentPy's own tests, which would be found in place of ours
	@touch $@

.venv-newest/installed: PYTHON = $(NEWEST_PYTHON)
.venv-newest/installed: requirements/newest.txt pyproject.toml
	$(call set_up,12)

.venv-newest/installed-dev: requirements/dev-newest.txt .venv-newest/installed
	$(set_up_dev)

.venv-lowest/installed-dev: requirements/lowest.txt pyproject.toml
	@echo "Installing what tests need into $(@D) (once, about two minutes)…"
	@$(PYTHON) -m venv $(@D)
	@$(@D)/bin/pip install -qq --disable-pip-version-check --constraint $< 'setuptools>=77' --editable '.[dev]'
	@touch $@
