# Every target does all it needs from a fresh clone with Python 3.11, venv and make.
# `make test ARGS="-k score"` passes ARGS to pytest.

PYTHON ?= python3
ARGS ?=

# Research data and published vectors that are too large for the repository.
# Tests that need them skip with a reason where the folder is absent.
SUPERVISE_SHARED ?= $(abspath ../shared)
export SUPERVISE_SHARED

# The last release, or main where there is none.
AGAINST ?= $(shell git describe --tags --abbrev=0 2>/dev/null || echo main)
IN_CHECKOUT := .venv/bin/python

# What `make fuzz` searches, and for how many seconds each.
READERS ?= $(notdir $(wildcard tests/fuzzing/corpora/*))
MOST ?= 120

# The tests that ask most of what the library depends on.
QUICK ?= tests/values tests/rules tests/plugins tests/exchange tests/fuzzing

BUILD := build
STAGE := $(BUILD)/check
WHEEL := $$(echo $(BUILD)/wheel/*.whl)
# Folders count too: their time changes when a file is taken away.
SOURCES := $(shell find src -name __pycache__ -prune -o -print)
METADATA := pyproject.toml README.md LICENSE NOTICE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test bench coverage mutation fuzz versions api lint format types docs wheel clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 10

demo: .venv-demo/.wheel ## the main job on an invented person, from a bare install
	.venv-demo/bin/supervise demo

test: .venv/.wheel ## the tests, against the installed wheel, with no src/ in sight
	.venv/bin/python tools/stage.py $(STAGE)
	cd $(STAGE) && \
	  HYPOTHESIS_STORAGE_DIRECTORY=$(CURDIR)/.hypothesis \
	  $(CURDIR)/.venv/bin/python -P -m pytest -n logical --dist worksteal \
	  -o cache_dir=$(CURDIR)/.pytest_cache $(ARGS)

bench: .venv/.wheel ## ratios and medians, measured in one run
	.venv/bin/python -m pip install -qq --group bench
	.venv/bin/python benchmarks/run.py $(ARGS)

# Run in the checkout: what is measured is `src/`, by room.
coverage: .venv/.wheel ## which lines and branches of src/ no test reaches, by room
	$(IN_CHECKOUT) -m pip install -qq --group coverage
	rm -f .coverage .coverage.*
	PYTHONPATH=src $(IN_CHECKOUT) -m coverage run -m pytest -q $(ARGS); \
	  $(IN_CHECKOUT) -m coverage combine -q && \
	  $(IN_CHECKOUT) -m coverage json -q -o - | $(IN_CHECKOUT) tools/coverage_by_room.py

mutation: .venv/.wheel ## changes that no test notices, in what computes (ARGS="--share 0.1")
	$(IN_CHECKOUT) -m tools.mutate $(ARGS)

fuzz: .venv-fuzz/.wheel ## a search for what makes a reader fail, READERS each for MOST seconds
	for reader in $(READERS); do \
	  .venv-fuzz/bin/python -m tests.fuzzing.search $$reader -max_total_time=$(MOST) \
	  || exit 1; done

versions: .venv-lowest/.wheel .venv-newest/.wheel ## QUICK with the lowest and newest dependencies
	.venv-build/bin/python tools/stage.py $(STAGE)
	for versions in lowest newest; do \
	  $(CURDIR)/.venv-$$versions/bin/python -m pip list --format freeze && \
	  (cd $(STAGE) && $(CURDIR)/.venv-$$versions/bin/python -P -m pytest -q \
	    -p no:cacheprovider $(QUICK) $(ARGS)) || exit 1; done

api: .venv-dev/.tools ## what the public interface has lost since AGAINST
	.venv-dev/bin/python tools/api_changes.py $(AGAINST)

lint: .venv-dev/.tools ## formatting and rules
	.venv-dev/bin/ruff format --check .
	.venv-dev/bin/ruff check .

format: .venv-dev/.tools ## put the code in order
	.venv-dev/bin/ruff format .
	.venv-dev/bin/ruff check --fix .

types: .venv-dev/.wheel ## mypy and pyright, strictly
	.venv-dev/bin/mypy
	.venv-dev/bin/pyright --pythonpath .venv-dev/bin/python

docs: .venv-dev/.wheel ## the documentation, where a warning is an error
	.venv-dev/bin/python -m sphinx -E -W --keep-going -n -q -b html docs $(BUILD)/docs
	@echo "open $(BUILD)/docs/index.html"

wheel: $(BUILD)/.wheel ## the wheel alone, in build/wheel

clean: ## take away all that was made
	rm -rf $(BUILD) .venv .venv-build .venv-demo .venv-dev .venv-fuzz .venv-lowest \
	  .venv-newest .hypothesis .mypy_cache .pytest_cache .ruff_cache supervise-demo

# -- how the above come about ------------------------------------------------
# Each stamp is younger than all it was made from, so a second run is quick.

.venv/.made .venv-build/.made .venv-demo/.made .venv-dev/.made \
.venv-fuzz/.made .venv-lowest/.made .venv-newest/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "supervise needs Python 3.11 or later: make PYTHON=python3.11 ..."; exit 2; }
	rm -rf $(@D)
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install -qq --upgrade 'pip>=25.1'
	touch $@

.venv-build/.tools: .venv-build/.made pyproject.toml
	$(@D)/bin/python -m pip install -qq --group build
	touch $@

$(BUILD)/.wheel: .venv-build/.tools $(SOURCES) $(METADATA)
	rm -rf $(BUILD)/wheel
	.venv-build/bin/python -m pip wheel -qq --no-deps --no-build-isolation \
	  --wheel-dir $(BUILD)/wheel .
	touch $@

# The first install brings what the wheel depends on; the second replaces the
# wheel itself, whose version is the same from one change to the next.
.venv-demo/.wheel: .venv-demo/.made $(BUILD)/.wheel
	$(@D)/bin/python -m pip install -qq "$(WHEEL)"
	$(@D)/bin/python -m pip install -qq --no-deps --force-reinstall "$(WHEEL)"
	touch $@

.venv/.tools: .venv/.made pyproject.toml
	$(@D)/bin/python -m pip install -qq --group test
	touch $@

.venv-dev/.tools: .venv-dev/.made pyproject.toml
	$(@D)/bin/python -m pip install -qq --group dev
	touch $@

.venv/.wheel .venv-dev/.wheel: %/.wheel: %/.tools $(BUILD)/.wheel
	$(@D)/bin/python -m pip install -qq "$(WHEEL)[all]"
	$(@D)/bin/python -m pip install -qq --no-deps --force-reinstall "$(WHEEL)"
	touch $@

.venv-fuzz/.wheel: .venv-fuzz/.made $(BUILD)/.wheel
	$(@D)/bin/python -m pip install -qq --group fuzz "$(WHEEL)"
	$(@D)/bin/python -m pip install -qq --no-deps --force-reinstall "$(WHEEL)"
	touch $@

# The lowest are those that pyproject.toml declares, one by one.
.venv-lowest/.wheel: .venv-lowest/.made $(BUILD)/.wheel tools/lowest.py
	.venv-build/bin/python tools/lowest.py testing > $(BUILD)/lowest.txt
	$(@D)/bin/python -m pip install -qq --constraint $(BUILD)/lowest.txt "$(WHEEL)[testing]"
	$(@D)/bin/python -m pip install -qq --no-deps --force-reinstall "$(WHEEL)"
	touch $@

.venv-newest/.wheel: .venv-newest/.made $(BUILD)/.wheel
	$(@D)/bin/python -m pip install -qq --upgrade --upgrade-strategy eager \
	  "$(WHEEL)[testing]"
	$(@D)/bin/python -m pip install -qq --no-deps --force-reinstall "$(WHEEL)"
	touch $@
