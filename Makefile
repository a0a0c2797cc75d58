# What developers do, in one place. The gate itself is .ci/run, which needs no make.
python := .venv/bin/python

.PHONY: setup demo test site format benchmark constraints gate

setup: ## a virtual environment with everything for development
	python3 -m venv .venv
	.venv/bin/pip install -q -c constraints.txt -e '.[test,docs]'

demo: ## the main job
	$(python) -m yoycompare demo

test:
	$(python) -m pytest -q -n auto

site: ## the documentation as a site, in docs/_build
	$(python) -m sphinx -W --keep-going docs docs/_build

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

benchmark: ## numbers for docs/benchmarks.md
	$(python) benchmarks/reading.py
	$(python) benchmarks/importing.py
	$(python) benchmarks/roundtrip.py
	$(python) benchmarks/folder.py 100 1000
	$(python) benchmarks/checking.py
	$(python) benchmarks/engine.py
	$(python) benchmarks/cluster.py
	$(python) benchmarks/charts.py

constraints: ## pinned versions, without the address of any index
	uv pip compile --universal pyproject.toml --all-extras --no-header --no-annotate -o constraints.txt

gate: ## everything that must hold before a change lands
	.ci/run
