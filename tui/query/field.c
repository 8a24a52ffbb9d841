/* SPDX-License-Identifier: MIT */
/* field.c - a name of the filter language, bound to what it stands on, and
 * the text that a row has there. */
#include "field.h"
#include "meaning.h"

#include <stdlib.h>

#include "lex.h"

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

struct field *field_of_path(struct str name, struct str path, struct err *err)
{
	struct reach *reach = reach_new(path, err);
	struct field *field;

	if (!reach)
		return NULL;
	field = field_make(name, NULL);
	field->reach = reach;
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
		field->reach = reach_new(str_of(alias->path), NULL);
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
	reach_free(field->reach);
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
	return field->ground == GROUND_COLUMN ? field->alias->column
					      : COL_COUNT;
}

bool field_is_resource(const struct field *field)
{
	return field->ground == GROUND_RESOURCE;
}

/* ---- the text of a row ---- */

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
	const struct reach_slot *slot;
	char scratch[SCRATCH];
	struct record record;
	bool some = false;
	size_t slots;

	reach_grow(field->reach, store_shapes(store));
	slot = reach_slots(field->reach, store_skeleton(store)[row], &slots);
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
