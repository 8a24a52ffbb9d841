/* SPDX-License-Identifier: MIT */
/* field.c - the names of the filter language: aliases and paths, bound to what
 * they stand on, the text that a row has there; and what a person may have
 * meant by a name that no event has, or was only begun. */
#include "field.h"
#include "meaning.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lex.h"

/* ---- aliases ---- */

/* The short names of the language. A new alias is a new row; the first name
 * of a column is the one that is written. */
static const struct alias aliases[] = {
	{ "user", GROUND_COLUMN, COL_USER, READ_IDENTITY,
	  .about = "who acted" },
	{ "role", GROUND_ROLE, .reading = READ_ROLE,
	  .about = "a role, by its name" },
	{ "session", GROUND_COLUMN, COL_SESSION, READ_IDENTITY,
	  .about = "a session of a role" },
	{ "human", GROUND_COLUMN, COL_HUMAN, .about = "who is behind it" },
	{ "key", GROUND_COLUMN, COL_KEY, .about = "access key id" },
	{ "ip", GROUND_COLUMN, COL_ADDRESS, .path = "sourceIPAddress",
	  .about = "source address, network" },
	{ "address", GROUND_COLUMN, COL_ADDRESS, .about = "the same as ip" },
	{ "tool", GROUND_COLUMN, COL_TOOL, .about = "product and version" },
	{ "ua", GROUND_PATH, .path = "userAgent",
	  .about = "user agent, exact" },
	{ "event", GROUND_COLUMN, COL_NAME, READ_CALL, .path = "eventName",
	  .about = "the call" },
	{ "name", GROUND_COLUMN, COL_NAME, READ_CALL,
	  .about = "the same as event" },
	{ "service", GROUND_COLUMN, COL_SERVICE, READ_SERVICE,
	  .about = "the service called" },
	{ "region", GROUND_COLUMN, COL_REGION, .path = "awsRegion",
	  .about = "AWS region" },
	{ "account", GROUND_COLUMN, COL_ACCOUNT,
	  .about = "account of the event" },
	{ "resource", GROUND_RESOURCE, .reading = READ_RESOURCE,
	  .about = "what the event names" },
	{ "object", GROUND_OBJECT, .reading = READ_OBJECT,
	  .path = "requestParameters.key", .about = "S3: bucket/key" },
	{ "error", GROUND_COLUMN, COL_ERROR,
	  .about = "error code, or message" },
	{ "class", GROUND_CLASS, .about = "of failure" },
	{ "id", GROUND_PATH, .path = "eventID", .about = "event id" },
	{ "time", GROUND_TIME, .about = "a time, a day, bounds" },
	{ "write", GROUND_FLAG, .mask = FLAG_WRITE,
	  .about = "changes something" },
	{ "read", GROUND_FLAG, .mask = FLAG_WRITE, .negated = true,
	  .about = "only reads" },
	{ "people", GROUND_FLAG, .mask = FLAG_SERVICE, .negated = true,
	  .about = "no AWS service" },
	{ "failed", GROUND_FLAG, .mask = FLAG_FAILED,
	  .about = "with an error" },
	{ "denied", GROUND_FLAG, .mask = FLAG_DENIED,
	  .about = "refused a right" },
	{ "notable", GROUND_FLAG, .mask = FLAG_NOTABLE, .about = "marked ●" },
	{ "world", GROUND_FLAG, .mask = FLAG_WORLD,
	  .about = "opens a port to the world" },
	{ "shared", GROUND_FLAG, .mask = FLAG_SHARED,
	  .about = "lets another account in" },
	{ "mfa", GROUND_FLAG, .mask = FLAG_MFA_KNOWN | FLAG_MFA,
	  .known = FLAG_MFA_KNOWN, .about = "with MFA, where known" },
	{ "hidden", GROUND_FLAG, .mask = FLAG_HIDDEN,
	  .about = "has hidden characters" },
	{ "kind", GROUND_KIND, .about = "management, data ..." },
	{ "cross", GROUND_FLAG, .mask = FLAG_CROSS,
	  .about = "called by another account" },
	{ "undated", GROUND_FLAG, .mask = FLAG_UNDATED,
	  .about = "has no time" },
	{ "conflict", GROUND_FLAG, .mask = FLAG_CONFLICT,
	  .about = "one id, two contents" },
};

static const struct alias *alias_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (str_eq(name, str_of(aliases[i].name)))
			return &aliases[i];
	return NULL;
}

struct str field_alias(size_t n, const char **about)
{
	if (n >= ARRAY_LEN(aliases))
		return STR_NONE;
	*about = aliases[n].about ? aliases[n].about : "";
	return str_of(aliases[n].name);
}

/* The alias that shows what `path` holds (eventName: event), or NULL. */
static const struct alias *alias_of_path(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (aliases[i].path && aliases[i].ground != GROUND_OBJECT &&
		    str_eq(path, str_of(aliases[i].path)))
			return &aliases[i];
	return NULL;
}

/* The alias of that name, or whose column holds what the path does: they are
 * written as one, so they are one. A path between backquotes is itself. */
static const struct alias *alias_meant(struct str name)
{
	const struct alias *alias = alias_find(name), *of = alias_of_path(name);

	return alias || !of || of->ground != GROUND_COLUMN ? alias : of;
}

const char *column_alias(enum column column)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (aliases[i].ground == GROUND_COLUMN &&
		    aliases[i].column == column)
			return aliases[i].name;
	return "";
}

/* The members of a record that AWS documents ("CloudTrail record contents",
 * AWS CloudTrail User Guide). */
static const char *const members[] = {
	"additionalEventData",
	"addendum",
	"apiVersion",
	"awsRegion",
	"edgeDeviceDetails",
	"errorCode",
	"errorMessage",
	"eventCategory",
	"eventContext",
	"eventID",
	"eventName",
	"eventSource",
	"eventTime",
	"eventType",
	"eventVersion",
	"insightDetails",
	"managementEvent",
	"readOnly",
	"recipientAccountId",
	"requestID",
	"requestParameters",
	"resources",
	"responseElements",
	"serviceEventDetails",
	"sessionCredentialFromConsole",
	"sharedEventID",
	"sourceIPAddress",
	"tlsDetails",
	"userAgent",
	"userIdentity",
	"vpcEndpointAccountId",
	"vpcEndpointId",
};

bool field_stands(struct str name)
{
	size_t end = 0;

	if (alias_find(name))
		return true;
	if (str_starts(name, STR("*.")))
		return name.len > 2;
	while (end < name.len && name.at[end] != '.' && name.at[end] != '[')
		end++;
	for (size_t i = 0; i < ARRAY_LEN(members); i++)
		if (str_eq(str_slice(name, 0, end), str_of(members[i])))
			return true;
	return false;
}

/* ---- one of a few words ---- */

static const struct {
	const char *name;
	uint32_t flag;
} classes[] = {
	{ "denied", FLAG_DENIED },     { "throttled", FLAG_THROTTLED },
	{ "notfound", FLAG_NOTFOUND }, { "other", FLAG_OTHER },
	{ "partial", FLAG_PARTIAL },
};

struct str field_word(const struct field *field, size_t n)
{
	static const char *const truths[] = { "false", "true" };

	if (field->ground == GROUND_FLAG && n < ARRAY_LEN(truths))
		return str_of(truths[n]);
	if (field->ground == GROUND_CLASS && n < ARRAY_LEN(classes))
		return str_of(classes[n].name);
	if (field->ground == GROUND_KIND && n < KIND_COUNT)
		return str_of(kind_name((enum event_kind)n));
	return STR_NONE;
}

uint32_t class_words(uint32_t flags)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < ARRAY_LEN(classes); i++)
		bits |= flags & classes[i].flag ? 1u << i : 0;
	return bits;
}

/* ---- making one ---- */

/* What the field is called by whatever name it was typed: filters are
 * compared by it. */
static void put_canonical(struct str name, const struct alias *alias,
			  struct buf *out)
{
	if (!alias)
		alias = alias_of_path(name);
	if (!alias)
		lex_put_name(out, name);
	else if (alias->ground == GROUND_COLUMN)
		buf_add(out, str_of(column_alias(alias->column)));
	else
		buf_add(out, str_of(alias->name));
}

struct field *field_parse(struct str text, struct err *err)
{
	struct str name = str_trim(text), path = name;
	const struct alias *alias = alias_meant(name);
	struct lex lex = { name, 0 };
	struct path_slots *slots = NULL;
	struct field *field = NULL;
	struct buf quoted = { 0 };

	if (!name.len || str_eq(name, STR("*.")) || str_eq(name, STR("*"))) {
		err_set(err, ERR_QUERY, name.len,
			name.len ? "expected a name after '*.'"
				 : "expected a field");
		return NULL;
	}
	/* A name between backquotes is a path, whatever it holds. */
	if (*name.at == '`') {
		if (lex_name(&lex, &quoted, err) < 0)
			goto out;
		path = buf_str(&quoted);
	} else if (alias) {
		path = str_of(alias->path);
	}
	if (!alias || alias->ground == GROUND_PATH ||
	    alias->ground == GROUND_OBJECT) {
		slots = path_slots_new(path, err);
		if (!slots)
			goto out;
	}
	field = xcalloc(1, sizeof(*field));
	field->alias = alias;
	field->ground = alias ? alias->ground : GROUND_PATH;
	field->reading = alias ? alias->reading : READ_TEXT;
	field->slots = slots;
	buf_add(&field->name, name);
	put_canonical(name, alias, &field->canonical);
out:
	buf_release(&quoted);
	return field;
}

void field_free(struct field *field)
{
	if (!field)
		return;
	path_slots_free(field->slots);
	buf_release(&field->canonical);
	buf_release(&field->name);
	free(field);
}

struct str field_name(const struct field *field)
{
	return buf_str(&field->name);
}

struct str field_canonical(const struct field *field)
{
	return buf_str(&field->canonical);
}

enum column field_column(const struct field *field)
{
	assert(field->ground != GROUND_COLUMN || field->alias);
	return field->ground == GROUND_COLUMN ? field->alias->column
					      : COL_COUNT;
}

bool field_is_resource(const struct field *field)
{
	return field->ground == GROUND_RESOURCE;
}

/* ---- the text of a row ---- */

/* At most `most` of its values; how many it has. */
static size_t put_path(const struct field *field, const struct store *store,
		       row_t row, size_t most, struct buf *out)
{
	const struct path_slot *slot;
	char scratch[SCRATCH];
	struct record record;
	size_t slots;

	path_slots_grow(field->slots, store_shapes(store));
	slot = path_slots_of(field->slots, store_skeleton(store)[row], &slots);
	store_record(store, row, &record);
	for (size_t i = 0; i < slots && i < most; i++) {
		if (i)
			buf_add(out, STR("; "));
		buf_add(out, record_slot(&record, slot[i].slot, scratch));
	}
	return slots;
}

/* Most events have no key, which their skeletons tell. */
static bool put_object(const struct field *field, const struct store *store,
		       row_t row, struct buf *out)
{
	struct record record;
	size_t slots;

	path_slots_grow(field->slots, store_shapes(store));
	path_slots_of(field->slots, store_skeleton(store)[row], &slots);
	if (!slots)
		return false;
	store_record(store, row, &record);
	return record_object(&record, out);
}

static size_t put_resources(const struct store *store, row_t row, size_t most,
			    struct buf *out)
{
	const sym_t *resource;
	uint32_t count = store_resources(store, row, &resource);

	for (uint32_t i = 0; i < count && i < most; i++) {
		if (i)
			buf_add(out, STR("; "));
		label_put(store, resource[i], out);
	}
	return count;
}

static bool put_column(const struct field *field, const struct store *store,
		       row_t row, struct buf *out)
{
	sym_t sym = store_column(store, field->alias->column)[row];
	sym_t session = store_column(store, COL_SESSION)[row];

	if (sym == SYM_NONE)
		return false;
	/* Whom single sign-on let in is named, as the panes do. */
	if (field->alias->column == COL_USER && session != SYM_NONE &&
	    role_is_sso(store_text(store, session)))
		sym = session;
	if (field->reading == READ_IDENTITY)
		label_put(store, sym, out);
	else
		buf_add(out, store_text(store, sym));
	return true;
}

static bool put_role(const struct store *store, row_t row, struct buf *out)
{
	sym_t sym = store_column(store, COL_USER)[row];
	struct str user = store_text(store, sym), name = identity_name(user);

	if (sym == SYM_NONE || user_kind(user) != USER_ROLE)
		return false;
	if (role_is_sso(name))
		identity_put(user, false, out);
	else
		buf_add(out, name);
	return true;
}

/* Of several classes the first. */
static bool put_word(const struct field *field, uint32_t flags, struct buf *out)
{
	uint32_t bits = field_words(field, flags);

	if (!bits)
		return false;
	buf_add(out, field_word(field, (size_t)__builtin_ctz(bits)));
	return true;
}

static bool put_time(int64_t time, struct buf *out)
{
	if (time == TIME_NONE)
		return false;
	time_put_iso(out, time);
	return true;
}

/* At most `most` of its values; how many it has. */
static size_t put_values(const struct field *field, const struct store *store,
			 row_t row, size_t most, struct buf *out)
{
	assert(row < store_rows(store));
	switch (field->ground) {
	case GROUND_COLUMN:
		return put_column(field, store, row, out);
	case GROUND_ROLE:
		return put_role(store, row, out);
	case GROUND_RESOURCE:
		return put_resources(store, row, most, out);
	case GROUND_OBJECT:
		return put_object(field, store, row, out);
	case GROUND_FLAG:
	case GROUND_CLASS:
	case GROUND_KIND:
		return put_word(field, store_flags(store)[row], out);
	case GROUND_TIME:
		return put_time(store_time(store)[row], out);
	case GROUND_PATH:
		break;
	}
	return put_path(field, store, row, most, out);
}

bool field_put(const struct field *field, const struct store *store, row_t row,
	       struct buf *out)
{
	return put_values(field, store, row, SIZE_MAX, out) > 0;
}

bool field_put_first(const struct field *field, const struct store *store,
		     row_t row, struct buf *out, size_t *more)
{
	size_t values = put_values(field, store, row, 1, out);

	*more = values > 1 ? values - 1 : 0;
	return values > 0;
}

/* ---- is a name known? ---- */

bool place_met(const struct shapes *shapes, sym_t path)
{
	if (path > FIELD_COUNT)
		return true;
	for (size_t i = 0; i < shapes->count; i++)
		if (shapes->at[i]->field[path - 1] != SLOT_NONE)
			return true;
	return false;
}

/* ---- what was meant ---- */

#define NEAREST 3
#define NAME_MOST 64 /* bytes of a name that was mistyped */

struct nearness {
	struct str typed;
	unsigned most;
	struct {
		const char *lead; /* "*." before the last key of a path */
		struct str name;
		unsigned far;
	} best[NEAREST];
	size_t count;
};

/* Whole names count first, then names that begin nearly as typed, as near as
 * can be where they hold it. */
static unsigned how_far(const struct nearness *near, struct str name)
{
	struct str start = str_slice(name, 0, near->typed.len + 1);
	unsigned whole, begun;

	if (!name.len || name.len > NAME_MOST)
		return UINT32_MAX;
	whole = str_distance(near->typed, name, near->most);
	begun = str_search_nocase(name, near->typed) >= 0
			? 0
			: str_distance(near->typed, start, near->most);
	whole = whole > near->most ? UINT32_MAX : whole * 2;
	begun = begun > near->most ? UINT32_MAX : begun * 2 + 1;
	return whole < begun ? whole : begun;
}

static void offer(struct nearness *near, const char *lead, struct str name)
{
	unsigned far = how_far(near, name);
	size_t at = near->count;

	assert(near->count <= NEAREST);
	if (far == UINT32_MAX || (at == NEAREST && near->best[--at].far <= far))
		return;
	for (size_t i = 0; i < near->count; i++)
		if (!strcmp(near->best[i].lead, lead) &&
		    str_eq(near->best[i].name, name))
			return;
	near->count = at + 1;
	for (; at && near->best[at - 1].far > far; at--)
		near->best[at] = near->best[at - 1];
	near->best[at].lead = lead;
	near->best[at].name = name;
	near->best[at].far = far;
}

static void put_nearest(struct str typed, const struct shapes *shapes,
			struct buf *out)
{
	ptrdiff_t dot = str_find_last(typed, '.');
	struct nearness near = { .most = typed.len > 8   ? 3
					 : typed.len > 4 ? 2
							 : 1 };

	near.typed = str_slice(typed, (size_t)(dot + 1), typed.len);
	if (!near.typed.len || near.typed.len > NAME_MOST)
		return;
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		offer(&near, "", str_of(aliases[i].name));
	for (sym_t path = 1; path < shapes->paths.count; path++) {
		struct str name = dict_text(&shapes->paths, path);

		/* Its last key is what is remembered. */
		dot = str_find_last(name, '.');
		if (place_met(shapes, path))
			offer(&near, dot < 0 ? "" : "*.",
			      str_slice(name, (size_t)(dot + 1), name.len));
	}
	for (size_t i = 0; i < near.count; i++)
		buf_addf(out, "%s%s%.*s", i ? ", " : "", near.best[i].lead,
			 STR_ARG(near.best[i].name));
}

bool field_known(const struct field *field, const struct store *store,
		 struct buf *near)
{
	const struct shapes *shapes = store_shapes(store);

	if (field->alias)
		return true;
	path_slots_grow(field->slots, shapes);
	if (field->slots->count > 0)
		return true;
	if (near)
		put_nearest(field_name(field), shapes, near);
	return false;
}
