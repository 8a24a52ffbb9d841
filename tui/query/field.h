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
	GROUND_FLAG,     /* (flags & mask) == want; else false, if known */
	GROUND_CLASS,    /* of failure, from flags */
	GROUND_KIND,     /* of event, from flags */
	GROUND_TIME,
	GROUND_PATH,
};

/* What texts of the field stand for, where they are not just themselves. */
enum reading {
	READ_TEXT,
	READ_IDENTITY,
	READ_RESOURCE, /* an identity that may be typed as an ARN */
	READ_ROLE,     /* an identity that is known by its name */
	READ_SERVICE,  /* with or without .amazonaws.com */
};

struct alias {
	const char *name;
	enum ground ground;
	enum reading reading;
	enum column column;
	uint32_t mask, want; /* GROUND_FLAG */
	uint32_t known;      /* flag that says the answer is; 0: always */
	const char *path;    /* GROUND_PATH, or the path of a column */
};

struct field {
	const struct alias *alias; /* NULL for a path */
	enum ground ground;
	enum reading reading;
	char *name; /* as typed */
	size_t len;
	struct buf canonical; /* see field_canonical */
	struct path_slots
		*slots; /* GROUND_PATH: owned, filled as skeletons come */
};

/* The n-th entry of the table; NULL past the end. */
const struct alias *alias_at(size_t n);
/* True for names that stand for a field when they stand alone: aliases, the
 * places that AWS documents, and paths below those; known without data, so
 * that the meaning of a filter does not change while events arrive. */
bool field_stands(struct str name);

/* The four classes of failure and their flags. */
#define CLASSES 4
struct str class_name(size_t n);
uint32_t class_flag(size_t n);

#endif
