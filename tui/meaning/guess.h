/* SPDX-License-Identifier: MIT */
/* guess.h - what a leaf's key says of what its value names. */
#ifndef GUESS_H
#define GUESS_H

#include "identity.h"
#include "meaning.h"

/* A row of resource_table.h. */
struct resource_row {
	const char *service; /* without .amazonaws.com; `|` between several */
	const char *name;    /* globs of eventName; `!` before one: not */
	enum type type;
	/* Places (leaf.h) in order: the first that holds a name counts. */
	const char *paths;
	enum named_as part; /* of what is named there */
	/* The place of its account, or of an ARN that holds it; NULL: it is of
	 * the event's account where its name does not tell. */
	const char *account;
};

struct key_sense {
	bool named;     /* by an ARN or an id, where the value is one */
	bool sure;      /* whatever the value is, it names one of `type` ... */
	bool perhaps;   /* ... and here only where nothing else was named */
	enum type type; /* TYPE_NONE where neither */
	enum named_as part; /* of what is named */
};

/* What the key of a leaf at `path` says, in a service that has those rows of
 * the table. */
struct key_sense guess_leaf(const struct resource_row *const *row, size_t rows,
			    struct str path, struct str key);

#endif
