# make demo   一条命令看到结果 / from nothing to the pages of a made-up zone; make stop ends them
# make year   虚构园区全部事项的一年：表格进，答卷出，各段用时 / a year of the whole made-up zone: sheets in, the answer out, each part timed
# make plan-year   一份计划在虚构园区里走完一年 / a plan's whole year in the made-up zone
# make test   全部检查 / everything that must hold
# make test-journeys  只走网页：十段路，每种语言、每种大小 / the ten journeys through the pages, and every look that make test leaves out
# make test-spark  在 Spark 上也是同样的数（另装 500 MB）/ the same digits on Spark (500 MB beside the rest)
# make lint docs bench crash peers spark pictures samples front-end audit clean

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := demo

# Bytecode and compiled patterns are kept, whatever the shell says: the second start is the fast one.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
DONE := .venv/.done
# A stamp is written when its step has been done; the step is done again when pyproject.toml has changed.
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
EXTRAS := answer,compute,geo,indices,ocr,parquet,ray,server,services,telemetry,web,oidc
MKDOCS := NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs

.PHONY: demo stop year plan-year test test-spark test-journeys lint docs bench crash peers spark pictures samples front-end audit clean venv

## Set-up ----------------------------------------------------------------------------------------------------------

venv:
	@bash tools/venv.sh

$(DONE)/demo: pyproject.toml | venv
	@mkdir -p $(DONE)
	@echo "      安装 dajuan[geo,services]（PyPI，首次约 600 MB）/ installing dajuan[geo,services] (about 600 MB the first time)"
	@$(UV) -e '.[geo,services]' || $(PIP) -e '.[geo,services]'
	@touch $@

$(DONE)/test: pyproject.toml tools/debian.sh | venv
	@mkdir -p $(DONE)
	@echo "      安装 dajuan[$(EXTRAS)] 与测试工具（首次约 700 MB）/ installing extras and tools (about 700 MB the first time)"
	@$(UV) -e '.[$(EXTRAS)]' --group dev
	@bash tools/debian.sh
	@touch $@ $(DONE)/demo

## What people run -------------------------------------------------------------------------------------------------

demo:
	@echo "[1/3] 准备环境 / setting up (.venv)"
	@bash tools/venv.sh && $(MAKE) --no-print-directory $(DONE)/demo
	@mkdir -p demo && rm -f demo/marked.html
	@echo "[2/3] 核对样例报告 / checking the sample report: samples/yunling-2026.docx"
	@$(BIN)/dajuan check samples/yunling-2026.docx --format html -o demo/marked.html || [ $$? = 1 ]
	@test -s demo/marked.html
	@echo "[3/3] 打开虚构园区 / opening the made-up zone"
	@bash tools/demo.sh
	@echo
	@echo "打开 / open:              $$(cat demo/address)   （点一下，以任一身份进入 / one click signs you in）"
	@echo "标好的报告 / marked:      file://$(CURDIR)/demo/marked.html"
	@echo "停 / stop: make stop      换成你的报告 / your report: $(BIN)/dajuan check 报告.docx"

stop:
	@bash tools/demo.sh stop

year: $(DONE)/test
	@rm -rf demo/year && mkdir -p demo/year
	$(BIN)/python -m samples.demo.whole_year demo/year
	@echo "再试 / try:  $(BIN)/dajuan trace homes-delivered --zone demo/year/zone"

plan-year: $(DONE)/test
	@rm -rf demo/plan-year && mkdir -p demo/plan-year
	$(BIN)/python -m samples.plan_year demo/plan-year
	@echo
	@echo "年中怎么样 / at mid-year:     $(BIN)/dajuan board --year 2025 --as-of 2025-06-30 --zone demo/plan-year/zone"
	@echo "当时知道什么 / known then:    $(BIN)/dajuan board --year 2025 --as-of 2025-06-30 --known-at 2025-07-04 --zone demo/plan-year/zone"
	@echo "年底答得怎样 / at its end:    $(BIN)/dajuan board --year 2025 --as-of 2026-01-20 --zone demo/plan-year/zone"
	@echo "得多少分 / scores:            $(BIN)/dajuan score --year 2025 --zone demo/plan-year/zone"
	@echo "数从哪来 / where from:        $(BIN)/dajuan trace invested --period 2025 --zone demo/plan-year/zone"

test:
	@echo "[1/7] 准备环境 / setting up"
	@bash tools/venv.sh && $(MAKE) --no-print-directory $(DONE)/test
	@echo "[2/7] ruff check"
	@$(BIN)/ruff check --quiet .
	@echo "[3/7] ruff format --check"
	@$(BIN)/ruff format --check --quiet .
	@echo "[4/7] mypy --strict"
	@$(BIN)/mypy
	@echo "[5/7] lint-imports"
	@$(BIN)/lint-imports > $(DONE)/imports.txt || { cat $(DONE)/imports.txt; exit 1; }
	@echo "[6/7] mkdocs build --strict"
	@$(MKDOCS) build --strict --quiet
	@echo "[7/7] pytest"
	@$(BIN)/pytest -n 2 --dist worksteal -rs
	@echo "make test: 全部通过 / lint, types, imports, docs and tests all hold"

# A job of its own: Spark's first start alone takes as long as a tenth of all other tests, on top of its download.
test-spark: spark
	PYTHONPATH=bench/.spark $(BIN)/pytest -m spark tests/figures/test_spark.py -rs

test-journeys: $(DONE)/test
	$(BIN)/pytest -m "journey or other_looks" tests/web -n 2 --dist worksteal -rs

lint: $(DONE)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(DONE)/test
	$(MKDOCS) build --strict

## Measures and things made by scripts -----------------------------------------------------------------------------

MEASURES := recognizers_cases/periods zone_report compare_pairs binding false_alarms seeded coverage language_speed read_speed readers startup append log figures board_figures forecast answer published_plan alterations backing backup load

bench: $(DONE)/test
	@for one in $(MEASURES); do echo "== bench/$$one.py"; $(BIN)/python bench/$$one.py || true; done

crash: $(DONE)/test
	$(BIN)/python bench/crash.py --times 1000 --database sqlite
	$(BIN)/python bench/crash.py --times 1000 --database postgresql --server-kills 24

# The peers live in an environment of their own: one of them is GPL, one wants an old emoji, none enters ours.
peers: bench/.peers/.done
bench/.peers/.done: bench/peers.txt | venv
	$(BIN)/python -m venv --clear bench/.peers
	$(BIN)/uv pip install --quiet --python bench/.peers/bin/python -r bench/peers.txt
	touch $@

# Spark lies in a folder of its own, for those who ask for it: half a gigabyte, and Java.
spark: bench/.spark/.done
bench/.spark/.done: bench/spark.txt tools/debian.sh | $(DONE)/test
	@echo "      安装 pyspark 与 Java（首次约 500 MB）/ installing pyspark and Java (about 500 MB the first time)"
	@rm -rf bench/.spark
	@$(UV) --target bench/.spark -r bench/spark.txt
	@bash tools/debian.sh spark
	@touch $@

pictures: $(DONE)/test
	$(BIN)/python docs/pictures.py
	$(BIN)/python docs/page_pictures.py
	$(BIN)/python docs/house_drawing.py

samples: $(DONE)/test
	$(BIN)/python samples/build.py

# Only who changes the front-end files needs npm: what it brings is committed.
front-end: | venv
	$(BIN)/python tools/front_end.py

# Needs a way to PyPI's advisories; a server without one asks on a machine that has it.
audit: $(DONE)/test
	$(UV) pip-audit
	$(BIN)/pip-audit --local --progress-spinner off

clean:
	rm -rf .venv bench/.peers bench/.spark demo site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
