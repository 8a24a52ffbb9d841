/* SPDX-License-Identifier: MIT */
/* chips.h - selection's second door: the expressions that a filter is made
 * of, and what a cell would add to them.
 *
 * A chip points at an `ask`: a text and the filter that looks for it. Asks
 * are shared by chips and by the steps back, so that a chip that comes again
 * costs no look at a row. Chips are read by anyone; only the change_*
 * functions of selection.h change those of a selection. */
#ifndef CHIPS_H
#define CHIPS_H

#include "base.h"
#include "query.h"

struct selection; /* selection.h */

/* An expression at work. Counted: hold it to keep it, drop it when done. */
struct ask {
	unsigned holders;
	char *text; /* the expression as shown, without blanks around it */
	struct filter *filter;
	const struct expr *expr; /* the filter's */
	char *field;             /* expr_field, "" when it is no simple test */
	bool picks;              /* expr_picks: `field = value` or `in` */
	bool finds;              /* it is a finding of the Sweep */
};

/* Held once by the caller; NULL and *err (which may be NULL) when `text` is
 * no expression. Looks at no row. */
struct ask *ask_new(struct str text, struct err *err);
/* The same for an expression (taken), shown as it prints; NULL gives NULL. */
struct ask *ask_of(struct expr *expr);
/* Held once more: the same ask. */
struct ask *ask_hold(struct ask *ask);
/* Gives one hold back; the last frees it. NULL is fine. */
void ask_drop(struct ask *ask);

struct chip {
	struct ask *ask; /* held by the chip */
	bool off;
};

struct chips { /* zero-initialised is none */
	struct chip *at;
	size_t count, room;
	bool off; /* all of them, whatever each says */
};

/* The chip with exactly that text, or SIZE_MAX. */
size_t chips_find(const struct chips *chips, struct str text);
/* True when chip `at` is on and not all are off. */
bool chip_works(const struct chips *chips, size_t at);
/* Appends the chips at work as one expression; nothing when none works. */
void chips_put_text(const struct chips *chips, struct buf *out);

/* Fills *out (grown as needed) with those of the first `rows` rows that the
 * chips at work keep, but for the chips that `skip` names (NULL: none);
 * `what` is handed to it. A row that a chip has not looked at is not kept.
 * Costs a few words for each thousand rows and chip. */
typedef bool chip_skip(const struct chip *chip, size_t at, const void *what);
void chips_rows(const struct chips *chips, size_t rows, chip_skip *skip,
		const void *what, struct rowset *out);

/* What P and W put: how one looks, whatever one looks at. */
#define PEOPLE "people"
#define WRITES "write"

/* ---- what `=` and `!` would ask of a cell ---- */

struct aim {
	struct str field; /* alias or path; absent: nothing can be asked */
	struct str value; /* exact text; absent: the value is absent */
	bool plain;       /* the value names one thing without quotes, too */
	bool part;        /* the value is a part of the text there */
};

/* True when the name of that call without quotes means no other: the plain of
 * an aim. False as long as rows came that nobody looked at. */
bool call_is_alone(struct selection *selection, sym_t call);

/* Owned: keeps what has exactly that value, or that part, without quotes where
 * it needs none; NULL where nothing can be asked. */
struct expr *aim_expr(const struct aim *aim);
/* Owned: what `=` would make of the chips: aim_expr alone, or a chip on the
 * same field with one value more. *replaces is that chip, SIZE_MAX when a
 * new one is added. */
struct expr *chips_keep(const struct chips *chips, const struct aim *aim,
			size_t *replaces);

#endif
