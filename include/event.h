/* SPDX-License-Identifier: MIT */
/* event.h - what one record holds.
 *
 * A record's text is walked once into a skeleton (keys, nesting, kinds of
 * leaves; interned) and values (4-byte numbers in a dictionary). A skeleton
 * knows which of its slots hold eventTime, eventName, userIdentity and the
 * like, so that meaning costs array reads. Any record can be written again
 * from skeleton and values: same keys, order, numbers, strings. What it means
 * is not known here: meaning.h fills in the columns of a row. */
#ifndef EVENT_H
#define EVENT_H

#include "base.h"

/* ---- skeletons ---- */

enum leaf {
	LEAF_STRING = 's',
	LEAF_NUMBER = 'n', /* its text, as written */
	LEAF_BOOL = 'b',   /* true, false */
	/* Strings that never repeat, packed: only record_slot reads them. */
	LEAF_UUID = 'u',   /* lower-case UUID: 16 bytes */
	LEAF_ID = 'i',     /* 16 of 0-9A-Z (S3 request ids): 11 bytes */
	LEAF_BASE64 = 'x', /* 76 of base64 (S3 x-amz-id-2): 56 bytes */
};
static inline bool leaf_packed(uint8_t kind) /* else it has a symbol */
{
	return kind == LEAF_UUID || kind == LEAF_ID || kind == LEAF_BASE64;
}

/* Well-known places, by path. */
#include "event_fields.h"
#define FIELD_ENUM(name, path) FIELD_##name,
enum field_id { EVENT_FIELDS(FIELD_ENUM) FIELD_COUNT };
#define SLOT_NONE UINT32_MAX

/* A path joins keys with dots and leaves out indexes: `a.items.b`. A dot, `[`
 * or `\` inside a key has a `\` before it. A path of more than 1,024 bytes is
 * SYM_NONE. */
struct slot {
	sym_t path;   /* in shapes.paths; fields first: 1 + enum field */
	uint32_t at;  /* index among values, or byte among packed */
	uint8_t kind; /* enum leaf */
};

struct skeleton {
	uint32_t id; /* index in its shapes */
	uint64_t hash;
	struct str signature; /* tokens; see tui/event/signature.h */
	struct slot *slot;
	uint64_t *salt; /* by slot: keyed hash of path and kind of leaf */
	uint32_t slots, values, packed; /* leaves; symbols; packed bytes */
	uint64_t fixed;                 /* content hash of null, {} and [] */
	uint32_t field[FIELD_COUNT];    /* slot, or SLOT_NONE; of elements the
					 * first, of equal keys the last */
	bool hides;                     /* a key holds hidden characters */
};

/* Distinct skeletons; they stay where they are until shapes_free. */
struct shapes {
	struct skeleton **at;
	size_t count, room;
	uint32_t *index;
	size_t indexes;
	struct dict paths; /* well-known places stand here from the start */
	size_t bytes;      /* of skeletons */
	uint64_t seed;
};
struct shapes *shapes_new(uint64_t seed); /* owned; NULL: no memory */
void shapes_free(struct shapes *shapes);
/* The skeleton of that signature, made when new; NULL: no memory. */
const struct skeleton *shapes_put(struct shapes *shapes, struct str signature,
				  uint64_t hash);
size_t shapes_memory(const struct shapes *shapes);

/* ---- one record, wherever it is kept ---- */

struct record { /* all borrowed from the batch or the store */
	const struct skeleton *skeleton;
	const sym_t *value;
	const unsigned char *packed;
	const struct dict *dict;
};

#define SCRATCH 80
/* The text of a slot; packed ones are written into `scratch`. */
struct str record_slot(const struct record *record, uint32_t slot,
		       char scratch[SCRATCH]);
/* The text at a well-known place; STR_NONE where absent. */
struct str record_field(const struct record *record, enum field_id field,
			char scratch[SCRATCH]);
/* The first leaf at an exact path, indexes as `items[0]`; STR_NONE. */
struct str record_path(const struct record *record, struct str path,
		       char scratch[SCRATCH]);
/* Appends the record as JSON. indent 0 is compact, else spaces a level. */
void record_put_json(const struct record *record, int indent, struct buf *out);

/* Walks keys and values in order. Zero-initialise, set record, and call. */
enum node_kind { NODE_LEAF, NODE_NULL, NODE_OBJECT, NODE_ARRAY };
struct node {
	enum node_kind kind;
	unsigned depth; /* 0: top-level key */
	struct str key; /* absent inside an array: see index */
	uint32_t index; /* place in the array */
	bool empty;     /* {} or [] */
	uint32_t slot;  /* of a NODE_LEAF, else SLOT_NONE */
};
struct walk {
	const struct record *record;
	size_t at;
	uint32_t slot;
	unsigned depth;
	uint32_t place[514]; /* by depth: index, or where its key stands */
	bool array[514];
};
bool walk_next(struct walk *walk, struct node *node); /* false: the end */
/* Appends the path of the node just given: `a.items[0].b`. */
void walk_put_path(const struct walk *walk, const struct node *node,
		   struct buf *out);

/* ---- what a row of events tells at a glance ---- */

enum column {
	COL_USER,    /* identity: label, a space, account */
	COL_SESSION, /* ROLE/SESSION, a space, account */
	COL_HUMAN,   /* the name of who is behind it, where that is told */
	COL_KEY,     /* access key id */
	COL_ADDRESS, /* sourceIPAddress as written */
	COL_TOOL,    /* product and version of the user agent */
	COL_NAME,    /* eventName as written */
	COL_SERVICE, /* eventSource without .amazonaws.com */
	COL_REGION,
	COL_ACCOUNT, /* recipientAccountId, else the caller's */
	COL_ERROR,   /* errorCode, else errorMessage, else Failure */
	COL_COUNT
};

/* The list stands in event_fields.h. */
#define FLAG_ENUM(name, bit) FLAG_##name = 1u << bit,
enum event_flag { EVENT_FLAGS(FLAG_ENUM) FLAG_KIND_SHIFT = 28 };
/* (flags >> FLAG_KIND_SHIFT) is one of: */
enum event_kind {
	KIND_MANAGEMENT,
	KIND_DATA,
	KIND_INSIGHT,
	KIND_NETWORK,
	KIND_AGGREGATED,
	KIND_COUNT
};

#endif
