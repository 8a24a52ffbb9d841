/* SPDX-License-Identifier: MIT */
/* plan.h - what all events of one skeleton, service and name have in common,
 * found out once: which rows of the tables claim them, and which of their
 * leaves name what they touch. */
#ifndef PLAN_H
#define PLAN_H

#include "identity.h"
#include "notable.h"
#include "outcome.h"
#include "user.h"

struct resource_step {
	uint32_t slot; /* the leaf */
	uint32_t at;   /* where among the values; SLOT_NONE: packed */
	/* Slot of its account, or of an ARN of that; SLOT_NONE: the event's. */
	uint32_t account;
	uint16_t row;  /* steps of one row are alternatives ... */
	uint8_t rank;  /* ... of which the lowest that names one counts */
	uint8_t type;  /* enum type */
	uint8_t part;  /* enum named_as */
	bool answered; /* AWS wrote it: see struct named */
};

struct plan {
	struct notable_claims notable;
	bool grants;  /* inbound traffic, perhaps to the world */
	bool answers; /* its response may say that it failed */
	bool reads;   /* by its verb */
	/* Every field that users, or flags, are told from has a symbol or is
	 * absent: where among the values, or SLOT_NONE. */
	bool described, flagged;
	uint32_t user_at[USER_FIELDS], flag_at[FLAG_FIELDS];
	uint32_t management; /* slot of managementEvent, or SLOT_NONE */
	/* First what resources[] and the table say is acted on; then guesses by
	 * a key, which count only where these name nothing; then what else the
	 * table finds; then what is named by an ARN, an id, or a key that says
	 * the same everywhere. */
	struct resource_step *step;
	size_t steps, room;
	size_t claimed; /* how many of them are of resources[] and the table */
};

/* The plan of one record by itself: owned; NULL: no memory. */
struct plan *plan_new(const struct record *record, struct str service,
		      struct str name);
void plan_free(struct plan *plan); /* NULL is fine */

/* Calls `give` for each step that may count. It answers 1 when the leaf named
 * something, 0 when not, -1 to stop. 0, or -1 when stopped. */
int plan_resources(const struct plan *plan,
		   int (*give)(void *to, const struct resource_step *step),
		   void *to);

/* What the leaf of a step names, and of what type; STR_NONE: nothing. */
struct str step_value(const struct record *record,
		      const struct resource_step *step, enum type *type,
		      char scratch[SCRATCH]);

/* True for the event's own account where another's could stand: an account is
 * no peer of itself. */
bool step_is_self(const struct resource_step *step, enum type type,
		  struct str value, struct str account);

/* Appends the identity of the first resource of a record; false: none. */
bool resource_first(const struct record *record, struct buf *out);

/* Plans outlive batches, so that each finds those of the batches before. There
 * are at most PLANS_MOST: then all are forgotten and `era` counts up, because
 * who writes the data could make every event a plan of its own. */
#ifndef PLANS_MOST
#define PLANS_MOST 65536
#endif
struct plans {
	struct dict keys;   /* skeleton, service and name, as one text */
	struct plan **plan; /* by symbol of its key */
	size_t room;
	struct buf key; /* the one looked for */
	uint32_t era;
};
struct plans *plans_new(void);        /* NULL: no memory */
void plans_free(struct plans *plans); /* NULL is fine */
/* The plan for an event; NULL: no memory. Borrowed until era changes. */
const struct plan *plans_find(struct plans *plans, const struct record *record,
			      struct str service, struct str name);

#endif
