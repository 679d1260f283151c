# Broadsheet's front door. Every target sets up what it needs first; `PYTHON=python3.13 make test` picks an interpreter.
PYTHON ?= python3

# One virtual environment for each interpreter, so that switching never mixes them.
ifeq ($(PYTHON),python3)
VENV := .venv
else
VENV := .venv-$(or $(patsubst python%,%,$(notdir $(PYTHON))),python)
endif
BIN := $(VENV)/bin

.PHONY: help run test check bench setup
help:
	@echo "make run     open the window (where there is no display: draw it into broadsheet.png)"
	@echo "make test    run the tests; ARGS='-k words' passes options to pytest"
	@echo "make check   style, formatting, types and the architecture's rules"
	@echo "make bench   measure what users wait for"
	@echo "make setup   only make the virtual environment and install into it"

run: setup
	@$(BIN)/python .ci/qt-libraries window
	@.ci/show $(BIN)

test: setup
	@$(BIN)/python .ci/qt-libraries
	@$(BIN)/python -m pytest $(ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup
	@$(BIN)/python .ci/qt-libraries
	@$(BIN)/python -m tests.bench $(ARGS)

setup:
	@.ci/environment $(PYTHON) $(VENV)
