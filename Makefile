# Another environment that is active in the shell is none of ours: IPython warns of it.
unexport VIRTUAL_ENV

# Everything a clean checkout needs: Python 3.11 or newer, make and the package index.
PYTHON ?= python3
VENV ?= .venv
PERIOD ?= 2022-10
BIN := $(VENV)/bin

.PHONY: report test explore trials mutants lab demonstration gallery benchmark lock clean

report: $(VENV)/.report  ## the main job on the demonstration period (or PERIOD=...)
	$(BIN)/camket run $(PERIOD)

test: $(VENV)/.test  ## style, types and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist worksteal

explore: $(VENV)/.test  ## tests of any input on thousands of new examples (SEED=... tries the same ones again)
	@echo "To try the same examples again: make explore SEED=$(SEED)"
	$(BIN)/pytest -n auto --dist worksteal -m "hypothesis and not trial" --hypothesis-profile=explore --hypothesis-seed=$(SEED)
SEED := $(shell date +%s)

trials: $(VENV)/.test  ## what takes long by nature; before an issue is closed
	$(BIN)/pytest -n auto --dist worksteal -m trial

lab: $(VENV)/.report  ## JupyterLab on the notebooks
	$(BIN)/camket lab

demonstration: $(VENV)/.test  ## makes the synthetic period anew: the same bytes each time
	$(BIN)/python demonstration/make_period.py

gallery: $(VENV)/.test report  ## the pictures of docs/gallery.md anew (needs Chromium, poppler, LibreOffice)
	$(BIN)/python docs/make_gallery.py $(PERIOD)

benchmark: $(VENV)/.test  ## speed as a ratio against the plain way
	$(BIN)/python requirements/install.py benchmarks
	$(BIN)/python benchmarks/main_job.py
	$(BIN)/python benchmarks/judging.py --speed
	$(BIN)/python benchmarks/audit.py

mutants: $(VENV)/.test  ## faults put into a room (ROOM=figures, ROOM="figures checking") that its tests notice; SAMPLE=200 tries so many
	$(BIN)/python requirements/install.py mutants
	$(BIN)/python benchmarks/mutants.py $(ROOM) $(if $(SAMPLE),--sample $(SAMPLE))
ROOM := figures

lock:  ## resolves the locked dependencies anew (needs uv)
	uv pip compile $(LOCK) -o requirements/run.txt requirements/build.in pyproject.toml
	uv pip compile $(LOCK) --extra test -o requirements/test.txt requirements/build.in pyproject.toml
	uv pip compile $(LOCK) --extra test --extra benchmarks -o requirements/benchmarks.txt requirements/build.in pyproject.toml
	uv pip compile $(LOCK) --extra test --extra mutants -o requirements/mutants.txt requirements/build.in pyproject.toml
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean:
	rm -rf $(VENV)
	find outputs -mindepth 2 ! -path 'outputs/*/issues' ! -path 'outputs/*/issues/*' -delete
	find data/processed -mindepth 2 -type f ! -name history.jsonl -delete

$(VENV)/.python:
	@echo "Making an environment for Python in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.report: requirements/run.txt pyproject.toml | $(VENV)/.python
	@$(BIN)/python requirements/install.py run
	@touch $@

$(VENV)/.test: requirements/test.txt pyproject.toml | $(VENV)/.python
	@$(BIN)/python requirements/install.py test
	@touch $@ $(VENV)/.report
