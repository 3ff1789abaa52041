# Two commands carry the project: `make chat` and `make test`. Everything else is a part of them.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
STAMP := $(VENV)/.installed
ADDRESS := 127.0.0.1
PORT ?= 8501
# One worker a core, four at most: each has its own embedder in memory. A file's tests share what they set up.
ON_ALL_CORES := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup chat test check format bench soak eval lock clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/'

setup: $(STAMP) ## Make .venv, so that .venv/bin/reviews works

# --no-deps: the lock is complete, and one wheel in it would ask for torch. Copy, not hard links: NLTK refuses those.
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed. Next step: make setup PYTHON=python3.11")'
ifdef UV
	uv venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	uv pip install --quiet --python $(BIN)/python --link-mode copy --no-deps --require-hashes -r requirements.lock
	uv pip install --quiet --python $(BIN)/python --link-mode copy --no-deps --no-build-isolation -e .
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $(STAMP)

chat: setup ## Bring the index up to date and open the chat on http://127.0.0.1:8501
	@$(BIN)/reviews ingest
	@$(BIN)/reviews chat --address $(ADDRESS) --port $(PORT)

test: setup ## Run the tests, a file at a time on each core
	$(BIN)/python -m pytest $(ON_ALL_CORES)

check: setup ## Format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(ON_ALL_CORES)

format: setup ## Write the code in its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: setup ## Measure both corpora against the gold questions
	$(BIN)/reviews ingest
	$(BIN)/reviews eval

bench: setup ## Measure speed and the two lexical indexes; writes eval/results/
	$(BIN)/python -m eval.bench

soak: setup ## Kill ingests, fail their writes, damage indexes; property tests at random; writes eval/results/
	EXAMPLES_TIMES=20 $(BIN)/python -m pytest $(ON_ALL_CORES) tests/test_split.py tests/test_read.py tests/test_index.py tests/test_batch.py
	$(BIN)/python -m eval.soak

lock: ## Write requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean: ## Remove the environment (never the records or the index)
	rm -rf $(VENV) build *.egg-info
