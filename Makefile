# Everything starts here; python3 (3.11 or newer), make and a package index are all it needs.
# Works with GNU make 3.81 (macOS) and newer. Another Python: make PYTHON=/path/to/python3.12

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
SPARK := .venv/spark

# A change is seen by content, not by time: a deleted file counts, a touched one does not.
INPUTS = find seeds src pyproject.toml constraints.txt -type f ! -path '*/__pycache__/*' -exec cksum {} + | sort
OUTPUTS = find schema datapackage -type f -exec cksum {} + 2>/dev/null | sort

# The tests start Python a thousand times: without compiled code each time would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := build
.PHONY: build test test-python test-spark check lint bench pictures clean help

build: $(INSTALLED) ## check the seeds, build schema/ and datapackage/, print what was built (the default)
	@$(INPUTS) > .venv/inputs; \
	if { cat .venv/inputs; $(OUTPUTS); } | cmp -s - .venv/built.state; then cat .venv/built.txt; exit 0; fi; \
	rm -f .venv/built.state; \
	$(BIN)/factpack build > .venv/built.txt; status=$$?; \
	cat .venv/built.txt; \
	if [ $$status -ne 0 ]; then exit $$status; fi; \
	{ cat .venv/inputs; $(OUTPUTS); } > .venv/built.state

test: $(INSTALLED) ## run every test, linters among them; what the tests of Spark say comes last
	@: > .venv/test-spark.txt; \
	$(MAKE) --no-print-directory --jobs=2 test-python test-spark SPARK_SAYS=.venv/test-spark.txt; \
	status=$$?; cat .venv/test-spark.txt; exit $$status

test-python: $(INSTALLED) ## run the tests that need no Java
	@$(BIN)/python -m pytest -n auto

test-spark: $(SPARK)/.installed ## run the tests of Spark, on a cluster of their own
	@PYTHONPATH=$(CURDIR)/$(SPARK) $(BIN)/python -m pytest tests/spark $(if $(SPARK_SAYS),> $(SPARK_SAYS) 2>&1)

check: $(INSTALLED) ## check the seeds only: quick, for every save
	@$(BIN)/factpack check

lint: $(INSTALLED) ## run the linters and the type checker
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(INSTALLED) $(SPARK)/.installed ## measure what is promised about speed; takes about ten minutes
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	@set -e; for script in $(filter-out bench/spark.py,$(wildcard bench/*.py)); do \
		echo "== $$script"; $(BIN)/python "$$script"; done
	@echo "== bench/spark.py"; PYTHONPATH=$(CURDIR)/$(SPARK) $(BIN)/python bench/spark.py

pictures: $(INSTALLED) ## draw docs/pictures/ anew
	@$(BIN)/python -c 'import kz_uk_facts as kz; kz.plot.save("docs/pictures")'

clean: ## remove what make and the tools left, but nothing that is committed
	rm -rf .venv .cache .factpack_cache dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf .datapackage.* .schema.* .site.*
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1: /p' Makefile

# pip first, because --group needs 25.1; the build backend with it, so that it comes from constraints.txt too.
# A package that was deleted altogether must not stop the installation: the build makes it anew.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not: say make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@echo "Setting up .venv (once; a minute or two)" >&2
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --upgrade pip hatchling editables
	@mkdir -p datapackage
	@$(BIN)/python -m pip install --quiet --no-compile --constraint constraints.txt --no-build-isolation \
		--editable '.[factpack,plot,polars,xlsx]' --group dev
	@touch $@

# Apart from all else: pandera imports pyspark wherever it finds it, a second for each process.
$(SPARK)/.installed: $(INSTALLED)
	@$(BIN)/python -m pip install --quiet --no-compile --no-deps --constraint constraints.txt \
		--target $(SPARK) --upgrade --group spark
	@touch $@
