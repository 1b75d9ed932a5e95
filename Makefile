# Needs Python 3.11 or newer, make and the package index. Everything else is in uv.lock.

export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export NO_MKDOCS_2_WARNING := 1
# Where a machine forbids it, each of the hundreds of commands in the tests compiles every library.
unexport PYTHONDONTWRITEBYTECODE

UV_VERSION := 0.13.8
BASE_PYTHON := $(shell command -v python3.11 || command -v python3)
PYTHON := .venv/bin/python
# Three at once fill two processors: much of a browser test is waiting.
PYTEST := $(PYTHON) -m pytest -q -n 3 --dist worksteal
# uv from PATH, else our own copy in .venv.
UV := $(shell command -v uv || echo .venv/bin/uv)

.DEFAULT_GOAL := site
.PHONY: site test check soak bench bench-large serve clean sync sync-dev sync-bench

site: sync  ## Build the site into site/.
	$(PYTHON) site_build.py build

test: sync-dev  ## Every test, a real browser, nginx, R and LibreOffice included.
	$(PYTHON) tests/servers/find_nginx.py --install >/dev/null && \
	  $(PYTHON) tests/servers/find_r.py --install >/dev/null && \
	  $(PYTHON) tests/office/find_libreoffice.py --install >/dev/null && \
	  chromium="$$($(PYTHON) tests/browser/find_browser.py --install)" && \
	  CHROMIUM="$$chromium" $(PYTEST)

soak: sync-dev  ## The long form of the random tests, the kills, the clerk's walks and the pages.
	$(PYTHON) tests/office/find_libreoffice.py --install >/dev/null && \
	  chromium="$$($(PYTHON) tests/browser/find_browser.py --install)" && \
	  LIANMING_SOAK=1 CHROMIUM="$$chromium" $(PYTEST) tests/test_agreement.py \
	  tests/test_damage.py tests/test_recompute.py tests/test_releases.py tests/test_publish.py \
	  tests/office/test_clerk.py tests/browser/test_pages.py

bench: sync-bench  ## What a build costs against others: a table, and build/bench.json.
	$(PYTHON) -m tests.bench.run

bench-large: sync-bench  ## The same for 33,000 pages; long.
	$(PYTHON) -m tests.bench.run --large --out build/bench-large.json

check: sync-dev  ## Form, lint, types, and the data's own check.
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy --strict generator
	$(PYTHON) site_build.py check
	$(PYTHON) site_build.py schema --check
	$(PYTHON) site_build.py rules --check

serve: sync  ## Look at the site while editing the data.
	$(PYTHON) site_build.py serve

clean:  ## Remove what was built; .venv stays.
	rm -rf site build .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The publishing side needs no test tools; --inexact leaves those a developer already has.
sync: $(PYTHON) $(UV)
	$(UV) sync --quiet --locked --no-dev --inexact

sync-dev: $(PYTHON) $(UV)
	$(UV) sync --quiet --locked --all-extras

# A library that is installed only where it is wanted: make extra-parquet.
extra-%: $(PYTHON) $(UV)
	$(UV) sync --quiet --locked --no-dev --inexact --extra $*

sync-bench: sync-dev
	$(UV) sync --quiet --locked --inexact --all-extras --group bench

$(PYTHON):
	$(BASE_PYTHON) -m venv .venv || { rm -rf .venv; \
	  $(UV) venv --quiet --python $(BASE_PYTHON) .venv; } || \
	  { echo "Python's venv module is missing: install python3-venv, or uv." >&2; exit 1; }

.venv/bin/uv: | $(PYTHON)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
