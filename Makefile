# SPDX-License-Identifier: MIT
# The two commands: `make demo` opens the investigator, `make check` tests it.

CC ?= cc
PREFIX ?= /usr/local
PYTHON ?= /usr/bin/python3
BUILD ?= build
WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes $(if $(WERROR),-Werror)
OPT ?= -O2 -g
CPPFLAGS += -Iinclude -D_GNU_SOURCE
CFLAGS += -std=c11 $(OPT) $(WARN) -pthread $(SAN)
LDFLAGS += -pthread $(SAN)
LIBS = -lncursesw -ltinfo -ljansson -lpcre2-8 -ldeflate -lz

# A room, and the rooms whose doors it may open. The link and include checks
# read this too: `base` stands alone, only `app` sees everything.
ROOMS = base load event store query grid view term app
USES_base =
USES_load = base
USES_event = base
USES_store = event base
USES_query = store event base
USES_grid = base
USES_view = query store event grid base
USES_term = grid base
USES_app = view term query store event load grid base

ARCHIVES = $(ROOMS:%=$(BUILD)/%.a)
archives = $(patsubst %,$(BUILD)/%.a,$(1) $(USES_$(1)))
sources = $(filter-out tui/app/main.c,$(wildcard tui/$(1)/*.c))

.PHONY: all clean

all: trailtui

trailtui: $(BUILD)/tui/app/main.o $(call archives,app)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

define room
$(BUILD)/$(1).a: $(patsubst %.c,$(BUILD)/%.o,$(call sources,$(1)))
	@rm -f $$@
	$(AR) rcs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room,$(r))))

# tests/unit/ROOM/test_*.c link what the room may use, and nothing else.
UNIT = $(wildcard tests/unit/*/test_*.c)
UNIT_BIN = $(UNIT:%.c=$(BUILD)/%)
unit: $(UNIT_BIN)
	@for t in $(UNIT_BIN); do $$t || exit 1; done
define unit_room
$(BUILD)/tests/unit/$(1)/test_%: $(BUILD)/tests/unit/$(1)/test_%.o \
		$(call archives,$(1))
	$$(CC) $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(LIBS)
endef
$(foreach r,$(ROOMS),$(eval $(call unit_room,$(r))))
.SECONDARY:

clean:
	rm -rf $(BUILD) trailtui

-include $(shell [ -d $(BUILD) ] && find $(BUILD) -name '*.d')
