# seolint: everything runs in an environment of its own. Needs Python 3.11 or newer, make and git.
#   make demo               install, and print the report of the sample site
#   make test               run the tests
#   make PYTHON=python3.13 VENV=/tmp/seolint demo

PYTHON ?= python3
VENV ?= .venv
FUZZ_SECONDS ?= 600
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# The pins hold for what builds packages too. Older pip reads the first name there, newer pip the second.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test check bench fuzz docs vsix test-vscode clean

help: ## Say what make can do
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: $(VENV)/.installed ## Install, and print the report of the sample site
	@$(BIN)/seolint check fixtures/sample-site || test $$? -eq 1

test: $(VENV)/.installed-dev ## Run the tests
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

check: $(VENV)/.installed-dev ## Check types, style, layers and generated pages
	$(BIN)/python -m mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python scripts/build_rule_docs.py --check

bench: $(VENV)/.installed-dev ## Measure the speed
	$(BIN)/python benchmarks/compare.py

fuzz: $(VENV)/.installed-dev ## Try the laws on very many made-up posts, and look for slow ones (FUZZ_SECONDS=600 a view)
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -q -m hypothesis
	$(BIN)/python -P benchmarks/worst_case.py --all
	@$(BIN)/python -c 'import atheris' 2>/dev/null || { echo "atheris is not installed: it has wheels for Linux only" >&2; exit 1; }
	@folder=$$(mktemp -d); echo "Seeds and crashes: $$folder" >&2; \
	for view in $$($(BIN)/python -P tests/fuzz/harness.py --list); do \
	  $(BIN)/python -P tests/fuzz/harness.py $$view $$folder/$$view -max_total_time=$(FUZZ_SECONDS) || exit 1; \
	done

docs: $(VENV)/.installed-dev ## Write the pages of the rules and the picture of the report
	$(BIN)/python scripts/build_rule_docs.py
	$(BIN)/python scripts/build_report_picture.py

vsix: ## Pack the extension for VS Code, editors/vscode/seolint.vsix (needs node 20 and npm)
	cd editors/vscode && npm install --silent --no-package-lock && npm run --silent package

test-vscode: $(VENV)/.installed-dev vsix ## Try the extension in code-server (once minutes, 700 MB; needs chromium, a compiler and libkrb5-dev)
	cd editors/vscode/code-server && npm install --silent --no-save --no-package-lock node@24 && \
	  PATH="$$PWD/node_modules/.bin:$$PATH" npm install --silent --no-save --no-package-lock node@24 code-server@4.139.1
	SEOLINT_VSCODE=1 $(BIN)/python -m pytest -q tests/test_editor_vscode.py

clean: ## Remove the environment, the caches and what was built
	rm -rf editors/vscode/node_modules editors/vscode/code-server/node_modules editors/vscode/dist editors/vscode/*.vsix .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist
	find seolint rules tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit("seolint needs Python 3.11 or newer: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/.created
	@echo "Installing seolint and its dictionary into $(VENV) (once, about a minute)" >&2
	@$(PIP) install --editable .
	@$(BIN)/python -m compileall -q seolint rules
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing the developers' tools into $(VENV) (once, about a minute)" >&2
	@$(PIP) install --editable '.[dev]'
	@touch $@
