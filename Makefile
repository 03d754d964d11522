# Every target does its own set-up. `make help` lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PORT   ?= 8000
DIST   ?= dist
BASE   ?= 3ba9933
FACTS  ?= 300 3000
ROUNDS ?= 3

# The environment's own programs come first: Node.js among them, which Debian has too old for the tests' tools.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The timeline plugin is installed by path, always: its name is on no package index, and whoever registered it there
# could hand any code to a machine that asks for it.
LOCAL := -e ./scripts/mkdocs_timeline -e .

.DEFAULT_GOAL := help
.PHONY: help serve build offline check test soak bench lint format lock dist clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

serve: $(VENV)/.run ## install, check and preview the site at http://127.0.0.1:8000/zhongkai/ (PORT=… for another)
	$(BIN)/factbook serve --port $(PORT)

build: $(VENV)/.run ## build the site into site/
	$(BIN)/factbook build

offline: $(VENV)/.run ## build the site into build/offline.zip, which opens without a server
	$(BIN)/factbook offline

check: $(VENV)/.run ## report all problems of data/ and docs/
	$(BIN)/factbook check

# Tests start Python hundreds of times: what it compiles is stored, whatever the shell says.
test soak: export PYTHONDONTWRITEBYTECODE :=

test: $(VENV)/.test ## install what the tests need (browser included) and run all of them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/factbook check
	$(BIN)/factbook fmt --check
	$(BIN)/factbook schema --check
	$(BIN)/python -m pytest -n 2

soak: $(VENV)/.soak ## the long tests of safety: a million inputs, a hundred kills, every payload by itself (an hour)
	$(BIN)/python -m pytest -m soak --hypothesis-profile new
	$(BIN)/python -m pytest -m "hypothesis and not soak" --hypothesis-profile new

bench: $(VENV)/.run ## measure this checkout beside the commit BASE=…, and add the ratios to benchmarks/TREND.md (FACTS="300 3000" ROUNDS=3)
	$(BIN)/python benchmarks/builders/trend.py --base "$(BASE)" --facts $(FACTS) --rounds $(ROUNDS)

lint: $(VENV)/.test ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.test ## put code, catalogues of words and data into their canonical layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m factbook.languages.extraction
	$(BIN)/factbook fmt
	$(BIN)/factbook schema

lock: $(VENV)/.test ## lock what is asked for in requirements/ (UPGRADE=--upgrade: by its newest versions)
	$(BIN)/uv pip compile $(UPGRADE) -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
	  pyproject.toml requirements/build.in -o requirements/run.txt
	$(BIN)/uv pip compile $(UPGRADE) -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
	  pyproject.toml requirements/build.in requirements/test.in -c requirements/run.txt -o requirements/test.txt
	$(BIN)/uv pip compile $(UPGRADE) -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
	  requirements/soak.in -o requirements/soak.txt

dist: $(VENV)/.run ## build the program's two wheels into dist/ (DIST=… for another folder)
	rm -rf -- $(DIST)
	@set -e; work=$$(mktemp -d); trap 'rm -rf -- "$$work"' EXIT; \
	  git ls-files -z -- pyproject.toml LICENSE scripts | xargs -0 tar -cf - -- | tar -xf - -C "$$work"; \
	  $(BIN)/pip wheel -q --no-index --no-deps --no-build-isolation -w $(DIST) "$$work" "$$work/scripts/mkdocs_timeline"
	@ls $(DIST)

clean: ## delete everything that was made: the environment, the site, the caches
	rm -rf -- $(VENV) build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name .git -prune -o -type d \( -name __pycache__ -o -name '*.egg-info' -o -name node_modules \) -prune -print0 | xargs -0 rm -rf --

# An environment knows the folder that it was made in, and the Python that made it: after a move, or without that Python, its
# programs cannot start ("Error 127").
ifneq ($(filter-out help clean,$(or $(MAKECMDGOALS),help)),)
ifneq ($(shell test -L $(VENV) || test ! -e $(VENV)/pyvenv.cfg || { \
  { ! grep -q '^command = ' $(VENV)/pyvenv.cfg || grep -qF "$$(pwd -P)/$(VENV)" $(VENV)/pyvenv.cfg; } && \
  $(VENV)/bin/python -c '' >/dev/null 2>&1; } || echo moved),)
$(info The environment in $(VENV) was made in another folder or by another Python: it is made anew.)
$(shell rm -rf -- $(VENV))
endif
endif

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; PYTHON=/path/to/python3.11 make … names one" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'On Debian: apt-get install python3-venv' >&2; exit 1; }

$(VENV)/.run: $(VENV)/bin/pip requirements/run.txt pyproject.toml scripts/mkdocs_timeline/pyproject.toml
	$(BIN)/pip install -q --require-hashes -r requirements/run.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation $(LOCAL)
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.txt tests/install-tools.sh
	$(BIN)/pip install -q --require-hashes -r requirements/test.txt
	sh tests/install-tools.sh
	@touch $@

$(VENV)/.soak: $(VENV)/.test requirements/soak.txt
	$(BIN)/pip install -q --require-hashes -r requirements/soak.txt
	@touch $@
