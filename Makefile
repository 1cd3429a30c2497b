# Anze: one Makefile. `make help` lists the targets.
PORT ?= 8080
VAR ?= var
SAN ?=
CC ?= gcc

ifeq ($(origin CC),default)
CC := gcc
endif

ifeq ($(SAN),1)
BUILD := build/san
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
OPTIMISE := -O1 -g
else
BUILD := build
SANITIZE :=
OPTIMISE := -O2 -g
endif

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wformat=2
HARDEN := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
ifeq ($(SAN),1)
HARDEN := -fPIE
endif
PACKAGES := libmariadb libconfig libsodium jansson
INCLUDES := -Icore -Icore/include -isystem /usr/include/ClearSilver $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null | sed 's/-I/-isystem /g')
CFLAGS += -std=c17 -D_GNU_SOURCE $(OPTIMISE) $(WARNINGS) $(HARDEN) $(SANITIZE) $(INCLUDES) -MMD -MP
LDFLAGS += $(SANITIZE) -pie -Wl,-z,relro,-z,now
LIBS := -lfcgi $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lmagic -lcsv -lneo_cs -lneo_utl -lz -ldl -lm

CORE := $(wildcard core/base/*.c core/form/*.c core/store/*.c core/plugin/*.c core/domain/*.c core/server/*.c core/view/*.c core/web/*.c core/ctl/*.c)
CORE_OBJECTS := $(CORE:%.c=$(BUILD)/%.o)
PLUGINS := $(patsubst plugins/%/,%,$(sort $(dir $(wildcard plugins/*/*.c))))
PLUGIN_FILES := $(PLUGINS:%=$(BUILD)/plugins/%.so)
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all
all: $(BUILD)/anzed $(BUILD)/anzectl $(PLUGIN_FILES) ## Build the server, the operator's tool and the plugins

$(BUILD)/anzed: $(BUILD)/core/anzed.o $(BUILD)/libanze.a
	$(CC) $(LDFLAGS) -o $@ $(BUILD)/core/anzed.o $(BUILD)/libanze.a $(LIBS)

$(BUILD)/anzectl: $(BUILD)/core/anzectl.o $(BUILD)/libanze.a
	$(CC) $(LDFLAGS) -o $@ $(BUILD)/core/anzectl.o $(BUILD)/libanze.a $(LIBS)

$(BUILD)/libanze.a: $(CORE_OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c -o $@ $<

# A plugin sees one header and exports one symbol.
.SECONDEXPANSION:
$(BUILD)/plugins/%.so: $$(wildcard plugins/$$*/*.c) core/include/anze/plugin.h
	@mkdir -p $(@D)
	$(CC) -std=c17 $(OPTIMISE) $(WARNINGS) $(SANITIZE) -fPIC -fvisibility=hidden -Icore/include -shared -o $@ $(wildcard plugins/$*/*.c)

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libanze.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -MF $@.d $(LDFLAGS) -o $@ $< $(BUILD)/libanze.a $(LIBS) -lcmocka

.PHONY: unit
unit: $(UNIT) ## Run the unit tests
	@for t in $(UNIT); do $$t || exit 1; done

.PHONY: clean
clean: ## Remove what was built (instances under var/ stay)
	rm -rf build compile_commands.json

.PHONY: help
help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

-include $(CORE_OBJECTS:.o=.d) $(BUILD)/core/anzed.d $(BUILD)/core/anzectl.d
