# Anze: one Makefile. `make help` lists the targets.
PORT ?= 8080
VAR ?= var
CONF ?= conf/anze.conf
SAN ?=
FUZZ ?=
FUZZ_SECONDS ?= 60
PREFIX ?= /usr
DESTDIR ?=
JOBS ?= $(shell nproc)
CC ?= gcc

ifeq ($(origin CC),default)
CC := gcc
endif

# Three kinds of build: ordinary, SAN=1 with the sanitizers, FUZZ=1 for libFuzzer.
ifeq ($(FUZZ),1)
BUILD := build/fuzz
CC := clang
SANITIZE := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPTIMISE := -O1 -g
else ifeq ($(SAN),1)
BUILD := build/san
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPTIMISE := -O1 -g
else
BUILD := build
SANITIZE :=
OPTIMISE := -O2 -g
endif

WARNINGS := -Werror=int-conversion -Werror=incompatible-pointer-types -Werror=implicit-function-declaration -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
HARDEN := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
ifneq ($(SAN)$(FUZZ),)
HARDEN := -fPIE
endif
PACKAGES := libmariadb libconfig libsodium libcrypto libqrencode
INCLUDES := -Icore -Icore/include -isystem /usr/include/ClearSilver $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null | sed 's/-I/-isystem /g')
CFLAGS += -std=c17 -D_GNU_SOURCE $(OPTIMISE) $(WARNINGS) $(HARDEN) $(SANITIZE) $(INCLUDES) -MMD -MP
LDFLAGS += $(SANITIZE) -pie -Wl,-z,relro,-z,now
LIBS := -lfcgi $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lmagic -lcsv -lzip -lexpat -lneo_cs -lneo_utl -lz -ldl -lm

# The program that opens strangers' files, and nothing else, sees these.
CLEAN_PACKAGES := gdlib poppler-glib cairo libseccomp
CLEAN_INCLUDES := $(shell pkg-config --cflags $(CLEAN_PACKAGES) 2>/dev/null | sed 's/-I/-isystem /g')
CLEAN_LIBS := $(shell pkg-config --libs $(CLEAN_PACKAGES) 2>/dev/null)

# What the suite `warnings` gives both compilers.
CHECK_FLAGS = -std=c17 -D_GNU_SOURCE $(WARNINGS) $(INCLUDES) $(CLEAN_INCLUDES) -Iplugins/common -DAZ_TEST_BUILD="x"

CORE := $(wildcard core/base/*.c core/form/*.c core/store/*.c core/plugin/*.c core/domain/*.c core/server/*.c core/view/*.c core/web/*.c core/ctl/*.c)
CLEAN_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard core/clean/*.c))
CORE_OBJECTS := $(CORE:%.c=$(BUILD)/%.o)
PLUGINS := $(filter-out common,$(patsubst plugins/%/,%,$(sort $(dir $(wildcard plugins/*/*.c)))))
PLUGIN_COMMON := $(wildcard plugins/common/*.c)
PLUGIN_FILES := $(PLUGINS:%=$(BUILD)/plugins/%.so)
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))
REFUSED := $(patsubst tests/plugins/%.c,$(BUILD)/tests/plugins/%.so,$(wildcard tests/plugins/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/run/%,$(wildcard tests/fuzz/fuzz_*.c))
# What instance.sh and the tests are told about this build.
SETTING = PORT='$(PORT)' VAR='$(VAR)' CONF='$(CONF)' BUILD='$(BUILD)'
# All processors, unless the caller said how many.
PARALLEL = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))
SUBMAKE = $(MAKE) --no-print-directory

.DEFAULT_GOAL := all

# ---- one portal ----

.PHONY: run start stop status
run: packages-run ## Build and run a portal on PORT in VAR until Ctrl-C
	@$(SUBMAKE) -s $(PARALLEL) all
	@$(SETTING) tools/instance.sh run
start: packages-run ## The same in the background; returns when it answers
	@$(SUBMAKE) -s $(PARALLEL) all
	@$(SETTING) tools/instance.sh start
stop: ## Stop it; returns when all is down
	@$(SETTING) tools/instance.sh stop
status: ## What of it is up
	@$(SETTING) tools/instance.sh status
.PHONY: demo-data
demo-data: ## Load the demonstration city into a portal that is up
	@$(BUILD)/anzectl -c '$(CONF)' -d '$(VAR)' demo load

.PHONY: packages-run packages-test
packages-run:
	@tools/packages.sh run
packages-test:
	@tools/packages.sh run test
# The tools of the tests, pinned by the lockfile; again when it changes.
node_modules/.package-lock.json: package-lock.json
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# ---- tests ----

.PHONY: check check-fast check-suites check-build unit lint bench fuzz fuzzers
check: packages-test ## All tests; ends with `N passed, N failed`
	@$(SUBMAKE) -s $(PARALLEL) check-build $(if $(wildcard package-lock.json),node_modules/.package-lock.json) \
		|| { echo 'check: it could not be built'; echo '0 passed, 1 failed'; exit 1; }
	@$(SUBMAKE) -s $(PARALLEL) FUZZ=1 fuzzers || { echo 'check: the fuzzers could not be built'; echo '0 passed, 1 failed'; exit 1; }
	@$(SUBMAKE) check-suites SUITES='unit lint warnings fuzz http browser trail'
check-fast: packages-test ## Unit tests and lint
	@$(SUBMAKE) -s $(PARALLEL) check-build \
		|| { echo 'check: it could not be built'; echo '0 passed, 1 failed'; exit 1; }
	@$(SUBMAKE) check-suites SUITES='unit lint warnings'
# By a make of its own: what pkg-config says is asked for when a Makefile is read, so after the packages were installed.
check-suites:
	@$(SETTING) FUZZ_SECONDS='$(FUZZ_SECONDS)' CHECK_FLAGS='$(CHECK_FLAGS)' tools/check.sh $(SUITES)
check-build: all $(UNIT) $(REFUSED) $(BUILD)/tests/anzeclean
unit: packages-test ## Unit tests
	@$(SUBMAKE) -s $(PARALLEL) $(UNIT) $(REFUSED) $(PLUGIN_FILES) $(BUILD)/tests/anzeclean
	@$(SETTING) tools/check.sh unit
lint: packages-test ## Lint
	@tests/lint/run.sh
bench: packages-run ## Measure; prints a table and writes VAR/bench.json
	@tools/packages.sh bench
	@$(SUBMAKE) -s $(PARALLEL) all $(BUILD)/bench-tools/profiles
	@$(SETTING) tests/bench/run.sh
fuzz: packages-test ## Feed each parser with what anybody may send, for FUZZ_SECONDS
	@$(SUBMAKE) -s $(PARALLEL) FUZZ=1 fuzzers
	@tools/fuzz.sh build/fuzz $(FUZZ_SECONDS)
fuzzers: $(FUZZERS) $(PLUGIN_FILES)

.PHONY: format
format: ## Lay out the C sources
	@tools/packages.sh develop
	@clang-format -i $$(git ls-files '*.c' '*.h')

.PHONY: styles
styles: node_modules/.package-lock.json ## Compile styles/ into htdocs/css/anze.css, copy the widget into htdocs/js/altcha
	@npm run --silent styles

# ---- delivery ----

.PHONY: install deb
install: all ## Install under DESTDIR and PREFIX
	@BUILD='$(BUILD)' DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' tools/install.sh
deb: packages-run ## Make build/anze_VERSION_ARCHITECTURE.deb
	@$(SUBMAKE) -s $(PARALLEL) all
	@BUILD='$(BUILD)' tools/deb.sh

# ---- build ----

.PHONY: all
all: $(BUILD)/anzed $(BUILD)/anzectl $(BUILD)/anzeclean $(PLUGIN_FILES) ## Build the programs and the plugins

$(BUILD)/anzed: $(BUILD)/core/anzed.o $(BUILD)/libanze.a
	$(CC) $(LDFLAGS) -o $@ $(BUILD)/core/anzed.o $(BUILD)/libanze.a $(LIBS)

$(BUILD)/anzectl: $(BUILD)/core/anzectl.o $(BUILD)/libanze.a
	$(CC) $(LDFLAGS) -o $@ $(BUILD)/core/anzectl.o $(BUILD)/libanze.a $(LIBS)

$(CLEAN_OBJECTS) $(BUILD)/core/anzeclean.o: INCLUDES := -Icore $(CLEAN_INCLUDES)
$(BUILD)/anzeclean: $(BUILD)/core/anzeclean.o $(CLEAN_OBJECTS)
	$(CC) $(LDFLAGS) -o $@ $^ $(CLEAN_LIBS)

# The same with what a hostile file would try inside it, for the tests.
$(BUILD)/tests/anzeclean: core/anzeclean.c tests/clean/probe.h $(CLEAN_OBJECTS)
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(OPTIMISE) $(HARDEN) $(SANITIZE) -Icore $(CLEAN_INCLUDES) -DAZ_CLEAN_PROBE -include tests/clean/probe.h $(LDFLAGS) -o $@ $< $(CLEAN_OBJECTS) $(CLEAN_LIBS)

$(BUILD)/libanze.a: $(CORE_OBJECTS)
	@rm -f $@.new
	ar rcs $@.new $^
	@mv $@.new $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# A plugin sees one header, and what the plugins share is compiled into each; it exports one symbol.
.SECONDEXPANSION:
$(BUILD)/plugins/%.so: $$(wildcard plugins/$$*/*.[ch]) $(wildcard plugins/common/*.[ch] core/include/anze/*.h)
	@mkdir -p $(@D)
	$(CC) -std=c17 $(OPTIMISE) $(WARNINGS) $(SANITIZE) -fPIC -fvisibility=hidden -Icore/include -Iplugins/common -shared -o $@ $(wildcard plugins/$*/*.c) $(PLUGIN_COMMON)

# Plugins that are wrong on purpose, for the loader's tests.
$(BUILD)/tests/plugins/%.so: tests/plugins/%.c $(wildcard tests/plugins/*.inc) $(wildcard core/include/anze/*.h)
	@mkdir -p $(@D)
	$(CC) -std=c17 $(OPTIMISE) $(SANITIZE) -fPIC -fvisibility=hidden -Icore/include -shared -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libanze.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -DAZ_TEST_BUILD='"$(BUILD)"' -MF $@.d $(LDFLAGS) -o $@ $< $(BUILD)/libanze.a $(LIBS) -lcmocka -ljansson

$(BUILD)/run/%: tests/fuzz/%.c $(BUILD)/libanze.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -DAZ_TEST_BUILD='"$(BUILD)"' -MF $@.d $(LDFLAGS) -fsanitize=fuzzer -o $@ $< $(BUILD)/libanze.a $(LIBS)

$(BUILD)/bench-tools/profiles: tests/bench/profiles.c $(BUILD)/libanze.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MF $@.d $(LDFLAGS) -o $@ $< $(BUILD)/libanze.a $(LIBS)

# For editors.
compile_commands.json: Makefile
	@{ printf '['; comma=; for file in $(CORE) core/anzed.c core/anzectl.c; do \
		printf '%s\n{"directory": "%s", "file": "%s", "command": "%s -c %s"}' "$$comma" \
			'$(CURDIR)' "$$file" '$(CC) $(filter-out -MMD -MP,$(CFLAGS))' "$$file"; comma=,; \
	done; printf '\n]\n'; } >$@

.PHONY: clean
clean: ## Remove what was built (instances under var/ stay)
	rm -rf build compile_commands.json

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

-include $(CORE_OBJECTS:.o=.d) $(CLEAN_OBJECTS:.o=.d) $(BUILD)/core/anzeclean.d $(BUILD)/core/anzed.d $(BUILD)/core/anzectl.d $(UNIT:=.d) $(FUZZERS:=.d) $(BUILD)/bench-tools/profiles.d
