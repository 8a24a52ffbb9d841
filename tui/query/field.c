/* SPDX-License-Identifier: MIT */
/* field.c - the names of the filter language: aliases and paths, bound to what
 * they stand on, and the text that a row has there. */
#include "field.h"
#include "meaning.h"

#include <assert.h>
#include <stdlib.h>

#include "lex.h"

/* ---- aliases ---- */

/* The short names of the language. A new alias is a new row; the first name
 * of a column is the one that is written. */
#define COLUMN(name, column, reading)                                          \
	{                                                                      \
		name, GROUND_COLUMN, READ_##reading, COL_##column, 0, 0, 0,    \
			NULL                                                   \
	}
#define COLUMN_OF(name, column, path)                                          \
	{                                                                      \
		name, GROUND_COLUMN, READ_TEXT, COL_##column, 0, 0, 0, path    \
	}
#define PATH(name, path)                                                       \
	{                                                                      \
		name, GROUND_PATH, READ_TEXT, COL_COUNT, 0, 0, 0, path         \
	}
#define GROUND(name, ground, reading)                                          \
	{                                                                      \
		name, GROUND_##ground, READ_##reading, COL_COUNT, 0, 0, 0,     \
			NULL                                                   \
	}
#define FLAG(name, flag)                                                       \
	{                                                                      \
		name, GROUND_FLAG, READ_TEXT, COL_COUNT, FLAG_##flag,          \
			FLAG_##flag, 0, NULL                                   \
	}
#define NO_FLAG(name, flag)                                                    \
	{                                                                      \
		name, GROUND_FLAG, READ_TEXT, COL_COUNT, FLAG_##flag, 0, 0,    \
			NULL                                                   \
	}

static const struct alias aliases[] = {
	COLUMN("user", USER, IDENTITY),
	GROUND("role", ROLE, ROLE),
	COLUMN("session", SESSION, IDENTITY),
	COLUMN("key", KEY, TEXT),
	COLUMN_OF("ip", ADDRESS, "sourceIPAddress"),
	COLUMN("address", ADDRESS, TEXT),
	COLUMN("tool", TOOL, TEXT),
	PATH("ua", "userAgent"),
	COLUMN_OF("event", NAME, "eventName"),
	COLUMN("name", NAME, TEXT),
	COLUMN("service", SERVICE, SERVICE),
	COLUMN_OF("region", REGION, "awsRegion"),
	COLUMN("account", ACCOUNT, TEXT),
	GROUND("resource", RESOURCE, RESOURCE),
	COLUMN("error", ERROR, TEXT),
	GROUND("class", CLASS, TEXT),
	PATH("id", "eventID"),
	GROUND("time", TIME, TEXT),
	FLAG("write", WRITE),
	NO_FLAG("read", WRITE),
	NO_FLAG("people", SERVICE),
	FLAG("failed", FAILED),
	FLAG("denied", DENIED),
	FLAG("notable", NOTABLE),
	FLAG("world", WORLD),
	{ "mfa", GROUND_FLAG, READ_TEXT, COL_COUNT, FLAG_MFA, FLAG_MFA,
	  FLAG_MFA_KNOWN, NULL },
	FLAG("hidden", HIDDEN),
	GROUND("kind", KIND, TEXT),
	FLAG("cross", CROSS),
	FLAG("undated", UNDATED),
	FLAG("conflict", CONFLICT),
};

const struct alias *alias_at(size_t n)
{
	return n < ARRAY_LEN(aliases) ? &aliases[n] : NULL;
}

static const struct alias *alias_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (str_eq(name, str_of(aliases[i].name)))
			return &aliases[i];
	return NULL;
}

/* The alias that shows what `path` holds (eventName: event), or NULL. */
static const struct alias *alias_of_path(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
		if (aliases[i].path && str_eq(path, str_of(aliases[i].path)))
			return &aliases[i];
	return NULL;
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

/* ---- classes of failure ---- */

static const struct {
	const char *name;
	uint32_t flag;
} classes[CLASSES] = {
	{ "denied", FLAG_DENIED },
	{ "throttled", FLAG_THROTTLED },
	{ "notfound", FLAG_NOTFOUND },
	{ "other", FLAG_OTHER },
};

struct str class_name(size_t n)
{
	assert(n < CLASSES);
	return str_of(classes[n].name);
}

uint32_t class_flag(size_t n)
{
	assert(n < CLASSES);
	return classes[n].flag;
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

static struct field *field_make(struct str name, const struct alias *alias)
{
	struct field *field = xcalloc(1, sizeof(*field));

	field->alias = alias;
	field->ground = alias ? alias->ground : GROUND_PATH;
	field->reading = alias ? alias->reading : READ_TEXT;
	field->name = xstrdup(name);
	field->len = name.len;
	put_canonical(name, alias, &field->canonical);
	return field;
}

/* `path` may have stood between backquotes in `name`. */
static struct field *field_of_path(struct str name, struct str path,
				   struct err *err)
{
	struct path_slots *slots = path_slots_new(path, err);
	struct field *field;

	if (!slots)
		return NULL;
	field = field_make(name, NULL);
	field->slots = slots;
	return field;
}

static struct field *field_of_name(struct str name, struct err *err)
{
	const struct alias *alias = alias_find(name);
	struct field *field;

	if (!alias)
		return field_of_path(name, name, err);
	field = field_make(name, alias);
	if (alias->path && alias->ground == GROUND_PATH)
		field->slots = path_slots_new(str_of(alias->path), NULL);
	return field;
}

/* A name between backquotes is a path, whatever it holds. */
static struct field *field_of_quoted(struct str text, struct err *err)
{
	struct lex lex = { text, 0 };
	struct lex_value path;
	struct field *field;

	if (lex_name(&lex, &path, err) < 0)
		return NULL;
	field = field_of_path(text, lex_text(&path), err);
	free(path.at);
	return field;
}

struct field *field_parse(struct str text, struct err *err)
{
	text = str_trim(text);
	if (!text.len || str_eq(text, STR("*.")) || str_eq(text, STR("*"))) {
		err_set(err, ERR_QUERY, text.len,
			text.len ? "expected a name after '*.'"
				 : "expected a field");
		return NULL;
	}
	return *text.at == '`' ? field_of_quoted(text, err)
			       : field_of_name(text, err);
}

void field_free(struct field *field)
{
	if (!field)
		return;
	path_slots_free(field->slots);
	buf_release(&field->canonical);
	free(field->name);
	free(field);
}

struct str field_name(const struct field *field)
{
	return (struct str){ field->name, field->len };
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

/* What a label may leave out. */
void label_put(const struct store *store, sym_t identity, struct buf *out)
{
	struct str text = store_text(store, identity);
	struct str account = identity_account(text);
	sym_t only;

	if (!account.at || (store_accounts(store, &only) == 1 &&
			    str_eq(account, store_text(store, only))))
		buf_add(out, identity_label(text));
	else
		buf_add(out, text);
}

static void put_one(struct buf *out, bool *some, struct str text)
{
	if (*some)
		buf_add(out, STR("; "));
	*some = true;
	buf_add(out, text);
}

static bool put_path(const struct field *field, const struct store *store,
		     row_t row, struct buf *out)
{
	const struct path_slot *slot;
	char scratch[SCRATCH];
	struct record record;
	bool some = false;
	size_t slots;

	path_slots_grow(field->slots, store_shapes(store));
	slot = path_slots_of(field->slots, store_skeleton(store)[row], &slots);
	store_record(store, row, &record);
	for (size_t i = 0; i < slots; i++)
		put_one(out, &some,
			record_slot(&record, slot[i].slot, scratch));
	return some;
}

static bool put_resources(const struct store *store, row_t row, struct buf *out)
{
	const sym_t *resource;
	uint32_t count = store_resources(store, row, &resource);

	for (uint32_t i = 0; i < count; i++) {
		if (i)
			buf_add(out, STR("; "));
		label_put(store, resource[i], out);
	}
	return count > 0;
}

static bool put_column(const struct field *field, const struct store *store,
		       row_t row, struct buf *out)
{
	sym_t sym = store_column(store, field->alias->column)[row];

	if (sym == SYM_NONE)
		return false;
	if (field->reading == READ_IDENTITY)
		label_put(store, sym, out);
	else
		buf_add(out, store_text(store, sym));
	return true;
}

static bool put_role(const struct store *store, row_t row, struct buf *out)
{
	sym_t sym = store_column(store, COL_USER)[row];
	struct str user = store_text(store, sym);

	if (sym == SYM_NONE || user_kind(user) != USER_ROLE)
		return false;
	buf_add(out, identity_name(user));
	return true;
}

static bool put_flag(const struct alias *alias, uint32_t flags, struct buf *out)
{
	if (alias->known && !(flags & alias->known))
		return false;
	buf_add(out, (flags & alias->mask) == alias->want ? STR("true")
							  : STR("false"));
	return true;
}

static bool put_class(uint32_t flags, struct buf *out)
{
	for (size_t i = 0; i < CLASSES; i++)
		if (flags & class_flag(i)) {
			buf_add(out, class_name(i));
			return true;
		}
	return false;
}

static bool put_time(int64_t time, struct buf *out)
{
	if (time == TIME_NONE)
		return false;
	time_put_iso(out, time);
	return true;
}

bool field_put(const struct field *field, const struct store *store, row_t row,
	       struct buf *out)
{
	uint32_t flags = store_flags(store)[row];

	assert(row < store_rows(store));
	switch (field->ground) {
	case GROUND_COLUMN:
		return put_column(field, store, row, out);
	case GROUND_ROLE:
		return put_role(store, row, out);
	case GROUND_RESOURCE:
		return put_resources(store, row, out);
	case GROUND_FLAG:
		return put_flag(field->alias, flags, out);
	case GROUND_CLASS:
		return put_class(flags, out);
	case GROUND_KIND:
		buf_add(out, str_of(kind_name(flags_kind(flags))));
		return true;
	case GROUND_TIME:
		return put_time(store_time(store)[row], out);
	case GROUND_PATH:
		break;
	}
	return put_path(field, store, row, out);
}
