# Every target does its own set-up: a second run finds it done and goes straight on.

# The distribution's interpreter comes first: it is built with profile-guided optimisation. One that was compiled on
# the spot, as pyenv does, runs everything here a fifth slower.
PYTHON ?= $(shell for python in /usr/bin/python3.11 /usr/bin/python3 python3.11 python3; do \
	"$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done)
BIN := .venv/bin
READY := .venv/.ready
OUT ?= out
# Tests start a hundred processes: each would compile all modules again.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup system demo test types tests bench bench-peers templates lock clean

setup: $(READY)

$(READY): requirements-dev.txt pyproject.toml
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Cần Python 3.11 trở lên có mô-đun venv (Debian: python3-venv); chỉ rõ bằng: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

system:
	@sh tools/debian_packages.sh

demo: system setup
	$(BIN)/reportgen build samples/phong-tho/bao-cao.yaml --out $(OUT)/phong-tho
	$(BIN)/reportgen build samples/lai-chau/bao-cao.yaml --out $(OUT)/lai-chau
	$(BIN)/reportgen batch samples/toan-tinh/chuong-trinh.yaml --out $(OUT)/toan-tinh --chi-docx || [ $$? -eq 4 ]
	@echo "Kết quả:"; find $(OUT) -type f | sort | sed 's/^/  /'

test: system setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=none types tests

types: setup
	$(BIN)/mypy

tests: system setup
	$(BIN)/pytest --numprocesses auto --dist worksteal

bench: setup
	@missed=0; $(BIN)/python -m benchmarks || missed=1; \
	if command -v node >/dev/null; then $(BIN)/python -m benchmarks.peers || missed=1; \
	else echo "node is not installed: the peers are left out (make bench-peers measures docxtpl alone)"; fi; \
	exit $$missed

bench-peers: setup
	$(BIN)/python -m benchmarks.peers

templates: setup
	$(BIN)/python -m reportgen.template

# The pins: versions and hashes for every platform, no address. Needs uv; commit both files.
COMPILE := uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade --quiet

lock:
	$(COMPILE) --group dev --output-file requirements-dev.txt
	$(COMPILE) --constraint requirements-dev.txt --output-file requirements.txt

clean:
	rm -rf $(OUT) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
