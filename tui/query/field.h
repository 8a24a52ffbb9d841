/* SPDX-License-Identifier: MIT */
/* field.h - what a name in a filter stands on. */
#ifndef FIELD_H
#define FIELD_H

#include "query.h"
#include "path_slots.h"

enum ground {
	GROUND_COLUMN,
	GROUND_ROLE,     /* column of users, those that are roles */
	GROUND_RESOURCE, /* the row's list */
	GROUND_OBJECT,   /* bucket/key; `path` is that of the key */
	GROUND_FLAG,
	GROUND_CLASS, /* of failure, from flags */
	GROUND_KIND,  /* of event, from flags */
	GROUND_TIME,
	GROUND_PATH,
};

/* What texts of the field stand for, where they are not just themselves. */
enum reading {
	READ_TEXT,
	READ_IDENTITY,
	READ_RESOURCE, /* an identity that may be typed as an ARN */
	READ_ROLE,     /* an identity that is known by its name */
	READ_SERVICE,  /* with or without its domain */
	READ_CALL,     /* with or without the date of an API */
	READ_OBJECT,   /* bucket/key, also typed as an address or ARN */
};

static inline bool reads_identity(enum reading reading)
{
	return reading == READ_IDENTITY || reading == READ_RESOURCE ||
	       reading == READ_ROLE;
}

struct alias {
	const char *name;
	enum ground ground;
	enum column column; /* GROUND_COLUMN */
	enum reading reading;
	uint32_t mask;     /* GROUND_FLAG: flags that are all set ... */
	bool negated;      /* ... or are not */
	uint32_t known;    /* flag that says the answer is; 0: always */
	const char *path;  /* of what has slots, or the path of a column */
	const char *about; /* for a list of them; NULL: nothing is said */
};

struct field {
	const struct alias *alias; /* NULL for a path */
	enum ground ground;
	enum reading reading;
	struct buf name;      /* as typed */
	struct buf canonical; /* see field_canonical */
	/* GROUND_PATH, GROUND_OBJECT: owned, filled as skeletons come */
	struct path_slots *slots;
};

/* True for names that stand for a field when they stand alone: aliases, the
 * places that AWS documents, and paths below those; known without data, so
 * that the meaning of a filter does not change while events arrive. */
bool field_stands(struct str name);

/* `bucket/key` of `s3://bucket/key` and `arn:aws:s3:::bucket/key`, of whatever
 * partition; any other text as it is. */
struct str object_typed(struct str text);

/* True when some event has the path: the dictionary of paths holds the
 * well-known ones also when none has. */
bool place_met(const struct shapes *shapes, sym_t path);

/* True where label_put leaves the account out: there is none, or it is the only
 * one loaded. */
bool label_is_bare(const struct store *store, struct str identity);

/* ---- flags, classes of failure and kinds: one of a few words ---- */

/* The n-th word that the field can be, STR_NONE past the last. A flag is
 * `false` or `true`. */
struct str field_word(const struct field *field, size_t n);
/* The classes of an event with these flags, as bits by n. */
uint32_t class_words(uint32_t flags);
static inline bool flag_true(const struct alias *alias, uint32_t flags)
{
	return ((flags & alias->mask) == alias->mask) != alias->negated;
}
/* Its words for an event with these flags, as bits by n; 0: none. */
static inline uint32_t field_words(const struct field *field, uint32_t flags)
{
	const struct alias *alias = field->alias;

	if (field->ground == GROUND_CLASS)
		return class_words(flags);
	if (field->ground == GROUND_KIND)
		return 1u << flags_kind(flags);
	if (alias->known && !(flags & alias->known))
		return 0;
	return 1u << flag_true(alias, flags);
}

#endif
