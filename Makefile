# Every command of the project. A line's "##" is what `make help` prints.
PYTHON := .venv/bin/python
BOT := $(PYTHON) -m bot

.DEFAULT_GOAL := help
# A fresh clone shows the demo shop; DEMO_SHOP=0 leaves it out.
run setup: export DEMO_SHOP ?= 1
.PHONY: help environment run setup test check repeat race train bench fmt lock

help:  ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

environment:
	@./bootstrap.sh

run: environment  ## set up what is missing and start everything (PORT=8000); Ctrl-C stops it
	@$(BOT) run

setup: environment  ## the same without starting
	@$(BOT) setup

test: environment  ## run all tests
	@$(BOT) setup --only interface,model
	@$(PYTHON) -m pytest -n 2 --dist loadgroup

check: environment  ## format, lint, types, data files, architecture
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@$(BOT) check-data
	@$(PYTHON) -m pytest -q tests/test_architecture.py tests/test_tree.py

SEED ?= 1
repeat: environment  ## play all conversations four times, each time in another order (SEED=1)
	@$(BOT) converse tests/conversations --repeat 4 --shuffle $(SEED)

race: environment  ## let the bot answer while somebody takes over, 1,000 times; count what is wrong
	@$(BOT) race --seed $(SEED)

train: environment  ## train the model and release it
	@$(BOT) train

bench: environment  ## measure speed, memory and understanding beside Rasa's defaults
	@$(BOT) bench
	@$(BOT) bench-understanding

fmt: environment  ## format the code and mend what the linter can
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

lock: environment  ## write requirements.lock from pyproject.toml
	@./bootstrap.sh uv pip compile pyproject.toml --extra dev --python-version 3.10 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate --quiet -o requirements.lock
