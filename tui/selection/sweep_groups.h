/* SPDX-License-Identifier: MIT */
/* sweep_groups.h - what one pass over the rows gathers for the Sweep: groups
 * of events that say the same of a few columns. What is compared (who used
 * what from where, keys handed out, changes) is gathered of all rows, so that
 * a filter cannot hide the other half; what tells by itself of the kept ones.
 * Counted are the kept ones always. */
#ifndef SWEEP_GROUPS_H
#define SWEEP_GROUPS_H

#include "sweep.h"

/* What a group's events have in common: `key`, in this order. */
enum grouped {
	BY_CALL,    /* notable: user, event, whether it failed */
	BY_DEED,    /* ... user, event, its story, whether it failed */
	BY_REFUSED, /* denied, of people: user, event, tenth minute */
	BY_USE,     /* of people: user, key, address, tool */
	BY_ISSUE,   /* hands out a key: that key */
	BY_RUNNER,  /* by its user agent runs there: key, enum runner */
	BY_OPENING, /* opens to the world: user, event, resource */
	BY_CHANGE,  /* ... may close that again: resource */
	BY_RUIN,    /* of people, ends something: user, event, hour,
		       whether by hand */
	BY_MADE,    /* of people, makes something: user, event */
	BY_SIGN_IN, /* to the console: user, address, whether it failed */
	BY_READ,    /* objects: user, bucket, address, tool */
	GROUPED
};
#define GROUP_KEYS 4
/* Of one call so many are told apart, 5 us each; the others are counted. */
#define DEEDS_MOST 2000

/* What runs other people's programs, and says so in their user agents. */
enum runner { RUNNER_NONE, RUNNER_LAMBDA, RUNNER_ECS, RUNNERS };

struct group {
	uint8_t by;       /* enum grouped */
	uint8_t runner;   /* of a use: enum runner */
	uint8_t severity; /* the highest; of notable ones; of a use, some
			     where a call was notable or refused */
	uint8_t tactic;   /* of that one; of a deed, the risk of its ports */
	uint16_t deeds;   /* of a call: deeds of it that are told apart */
	sym_t on;         /* the resource all name first; SYM_NONE: none */
	sym_t key[GROUP_KEYS];
	sym_t session; /* of all that are kept; SYM_NONE: none, or several */
	uint32_t events, failed; /* of those that are kept, and ... */
	row_t first, last;       /* ... in the order of time; events 0: none */
	uint32_t all;            /* whether they are kept or not, and ... */
	row_t since;             /* ... the first of these */
};

struct sweeping {
	struct group *at;
	size_t count, room;
	uint32_t *slot; /* by hash of the key: 1 + place; 0: free */
	size_t slots;   /* a power of two */
	size_t rows;    /* looked at */
	uint16_t *what; /* by symbol: see enum symbol_is */
	size_t whats;
	size_t last_use;   /* events come in runs of the same */
	struct dict deeds; /* stories, once there is one */
	bool began;        /* ... there is */
};

/* What a tool or the name of a call is, as far as it matters here. */
enum symbol_is {
	IS_CLI = 0x1,       /* typed by hand, or made for attacks */
	IS_SDK = 0x2,       /* a program */
	IS_CONSOLE = 0x4,   /* a browser, or the console on one's behalf */
	IS_AWS = 0x8,       /* AWS itself */
	IS_TOOL = 0x10,     /* the four above are known */
	IS_CHANGE = 0x20,   /* of what guards a network: may close it */
	IS_READ = 0x40,     /* of an object */
	IS_NAME = 0x80,     /* what is of a name is known */
	IS_RUIN = 0x100,    /* ends what may not be brought back */
	IS_MADE = 0x200,    /* makes something */
	IS_SIGN_IN = 0x400, /* to the console */
	IS_HOME = 0x800     /* an account whose trail is loaded */
};

/* One of the first four, by a tool's product. */
unsigned tool_is(struct str tool);

/* The group with that key; NULL: none. */
const struct group *group_find(const struct sweeping *sweeping, enum grouped by,
			       const sym_t key[GROUP_KEYS]);
/* True when row `a` stands before `b` in the order of time. */
static inline bool row_before(const struct store *store, row_t a, row_t b)
{
	int64_t at = store_time(store)[a], bt = store_time(store)[b];

	return at != bt ? at < bt : a < b;
}

#endif
