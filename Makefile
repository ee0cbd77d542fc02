# Every target works alone on a fresh machine that has Python 3.11 and make: each brings the virtual environment that it needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core
DEV := $(VENV)/.dev
LEXICONS := src/marsad/lexicons/compiled.json
GAZETTEER := src/marsad/lexicons/places/gazetteer.sqlite
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
export PIP_NO_INPUT = 1

.PHONY: help venv test demo eval train agreement styles lint docs lexicons gazetteer bench bench-external clean

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(CORE): pyproject.toml hatch_build.py | $(VENV)/bin/python
	$(PIP) -e .
	touch $@

$(DEV): $(CORE)
	$(PIP) -e '.[dev]'
	touch $@

# The install compiles both; these rules follow later changes of the YAML.
$(LEXICONS): $(wildcard src/marsad/lexicons/*.yml) $(wildcard src/marsad/lexicons/*.py) | $(CORE)
	$(BIN)/python -m marsad.lexicons

$(GAZETTEER): $(wildcard src/marsad/lexicons/places/*.yml) src/marsad/lexicons/places.yml $(wildcard src/marsad/lexicons/gazetteer*.py) | $(DEV)
	$(BIN)/python -m marsad.lexicons.gazetteer

venv: $(DEV)  ## Make .venv with everything for development

lexicons: $(LEXICONS)  ## Compile the YAML lexicons

gazetteer: $(GAZETTEER)  ## Build the gazetteer

test: $(DEV) $(LEXICONS) $(GAZETTEER)  ## Run the tests
	$(BIN)/python -m pytest

demo: $(CORE)  ## Code the bundled reports and write HTML pages to demo/
	$(BIN)/python eval/demo.py

eval: $(CORE)  ## Print every figure; fail under a floor
	$(BIN)/python eval/gate.py

train: $(DEV) $(LEXICONS) $(GAZETTEER)  ## Learn the weights of confidence from the gold that ships, and tell how reliable they are
	$(BIN)/python eval/train.py eval/gold eval/stream eval/varied eval/negatives

agreement: $(CORE) $(LEXICONS)  ## Print how far two labellers of the same reports agree
	$(BIN)/python eval/agreement.py

styles: $(CORE) $(LEXICONS)  ## Print the figures by the manner in which outlets write
	$(BIN)/python eval/styles.py

lint: $(DEV)  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(DEV)  ## Build the documentation into public/
	$(BIN)/mkdocs build --strict

bench: $(DEV)  ## Speed, memory and growth, beside dateparser
	$(BIN)/python bench/coder.py

bench-external: $(DEV)  ## Our layers on what others made, where that lies in ../shared/data
	$(BIN)/python bench/external.py

clean:  ## Remove what the targets made
	rm -rf $(VENV) build dist demo public
