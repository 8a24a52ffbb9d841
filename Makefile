# SPDX-License-Identifier: MIT
# `make demo` opens the investigator on a built-in incident, `make check`
# passes all tests; both install what is missing (Debian packages) first.

CC = cc
PREFIX = /usr/local
PYTHON = /usr/bin/python3
BUILD = build
PROGRAM = trailtui
WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wno-missing-field-initializers \
	-Wno-unused-parameter \
	$(if $(WERROR),-Werror)
OPT = -O2 -g
CPPFLAGS = -Iinclude -D_GNU_SOURCE $(TUNE)
CFLAGS = -std=c11 $(OPT) $(WARN) -pthread $(SAN)
LDFLAGS = -pthread $(SAN)
LIBS = -lncursesw -ltinfo -ljansson -lpcre2-8 -ldeflate -lz

# The rooms: whose doors each may open, and its own doors. These rules stand
# here once: links, `make layers` and its proof read them.
include tui/rooms.mk

archives = $(patsubst %,$(BUILD)/%.a,$(1) $(USES_$(1)))
sources = $(filter-out tui/app/main.c,$(wildcard tui/$(1)/*.c \
	tui/$(1)/*/*.c))

.PHONY: all demo check deps deps-test deps-bench unit layers budget \
	format-check fuzz \
	golden bench screenshots install uninstall clean
.SECONDARY:

all: $(PROGRAM)

$(PROGRAM): $(BUILD)/tui/app/main.o $(call archives,app)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

define room
$(BUILD)/$(1).a: $(patsubst %.c,$(BUILD)/%.o,$(call sources,$(1)))
	@rm -f $$@
	$$(AR) rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

demo: deps
	@$(MAKE) --no-print-directory -s trailtui
	./trailtui demo

# ---- tests ----

# tests/unit/ROOM/test_*.c link what that room may use, and nothing else.
# Those that fail every allocation in turn are named test_*_memory.c.
UNIT = $(wildcard tests/unit/*/test_*.c)
UNIT_BIN = $(UNIT:%.c=$(BUILD)/%)
FAILING = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc
define unit_room
$(BUILD)/tests/unit/$(1)/test_%: $(BUILD)/tests/unit/$(1)/test_%.o \
		$(call archives,$(1))
	$$(CC) $$(LDFLAGS) $$(if $$(findstring _memory,$$@),$$(FAILING)) \
		-o $$@ $$^ -lcmocka $$(LIBS)
endef
$(foreach r,$(ROOMS),$(eval $(call unit_room,$(r))))

unit: $(UNIT_BIN)
	@$(PYTHON) tests/tools/check.py $(UNIT_BIN)

check: deps-test
	@$(MAKE) --no-print-directory -s trailtui $(UNIT_BIN)
	@$(PYTHON) tests/tools/check.py --all $(UNIT_BIN)

layers: $(ROOMS:%=$(BUILD)/%.a)
	@$(PYTHON) tests/tools/layers.py $(BUILD) tui/rooms.mk

# `make budget LIST=1` names what misses an aim.
budget: $(ROOMS:%=$(BUILD)/%.a) $(BUILD)/tui/app/main.o
	@$(PYTHON) tests/tools/budget.py $(BUILD) $(if $(LIST),--list)

format-check:
	@find tui include tests -name '*.[ch]' -exec \
		clang-format --dry-run -Werror {} +

# `make fuzz SECONDS=600` runs each entry that long.
SECONDS = 300
FUZZ = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SAN = -fsanitize=address,undefined,fuzzer-no-link
FUZZ_ARCHIVES = $(patsubst %,$(BUILD)/fuzz/%.a,query store meaning event load term \
	grid base)
FUZZ_BIN = $(FUZZ:%=$(BUILD)/fuzz/bin/%)
$(BUILD)/fuzz/bin/%: tests/fuzz/%.c FORCE
	@$(MAKE) --no-print-directory -s CC=clang BUILD=$(BUILD)/fuzz \
		SAN="$(FUZZ_SAN)" OPT="-O1 -g" $(FUZZ_ARCHIVES)
	@mkdir -p $(@D)
	clang $(CPPFLAGS) -g -O1 -fsanitize=address,undefined,fuzzer -o $@ $< \
		$(FUZZ_ARCHIVES) $(LIBS)
FORCE:
fuzz: deps-test
	@$(MAKE) --no-print-directory $(FUZZ_BIN)
	@tests/tools/fuzz $(BUILD) $(SECONDS) $(FUZZ)

golden: trailtui
	@$(PYTHON) tests/golden/golden.py --write

bench: trailtui deps-bench
	@$(PYTHON) tests/bench/bench.py

screenshots: deps-test trailtui
	@$(PYTHON) tests/tools/screenshots.py

# ---- set-up ----

DEPS = gcc libc6-dev libncurses-dev libjansson-dev zlib1g-dev libpcre2-dev \
	libdeflate-dev
DEPS_TEST = $(DEPS) libcmocka-dev python3 python3-pyte python3-pil \
	fonts-dejavu-core tmux clang libclang-rt-14-dev clang-format \
	universal-ctags man-db ncurses-term zsh
DEPS_BENCH = $(DEPS_TEST) jq lnav nodejs npm time

deps:
	@tests/tools/packages $(DEPS)
deps-test:
	@tests/tools/packages $(DEPS_TEST)
deps-bench:
	@tests/tools/packages $(DEPS_BENCH)

install: trailtui
	install -Dm755 trailtui $(DESTDIR)$(PREFIX)/bin/trailtui
	install -Dm644 docs/trailtui.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/trailtui.1
	install -Dm644 docs/completion.bash \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/trailtui
	install -Dm644 docs/completion.zsh \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_trailtui

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/trailtui \
		$(DESTDIR)$(PREFIX)/share/man/man1/trailtui.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/trailtui \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_trailtui

clean:
	rm -rf $(BUILD) trailtui

-include $(shell [ -d $(BUILD) ] && find $(BUILD) -name '*.d')
