# Everything a clean checkout needs: Python 3.11 or newer, make and the package index.
PYTHON ?= python3
VENV ?= .venv
PERIOD ?= 2022-10
BIN := $(VENV)/bin

.PHONY: report test lab demonstration gallery benchmark lock clean

report: $(VENV)/.report  ## the main job on the demonstration period (or PERIOD=...)
	$(BIN)/camket run $(PERIOD)

test: $(VENV)/.test  ## style, types and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal

lab: $(VENV)/.report  ## JupyterLab on the notebooks
	$(BIN)/camket lab

demonstration: $(VENV)/.test  ## makes the synthetic period anew: the same bytes each time
	$(BIN)/python demonstration/make_period.py

gallery: $(VENV)/.test report  ## the pictures of docs/gallery.md anew (needs Chromium, poppler, LibreOffice)
	$(BIN)/python docs/make_gallery.py $(PERIOD)

benchmark: $(VENV)/.test  ## speed as a ratio against the plain way
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/benchmarks.txt
	$(BIN)/python benchmarks/main_job.py
	$(BIN)/python benchmarks/judging.py --speed

lock:  ## resolves the locked dependencies anew (needs uv)
	uv pip compile $(LOCK) -o requirements/run.txt requirements/build.in pyproject.toml
	uv pip compile $(LOCK) --extra test -o requirements/test.txt requirements/build.in pyproject.toml
	uv pip compile $(LOCK) --extra test --extra benchmarks -o requirements/benchmarks.txt requirements/build.in pyproject.toml
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean:
	rm -rf $(VENV) outputs/*/
	find data/processed -mindepth 2 -type f ! -name history.jsonl -delete

$(VENV)/.python:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.report: requirements/run.txt pyproject.toml | $(VENV)/.python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.test: requirements/test.txt pyproject.toml | $(VENV)/.python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.report
