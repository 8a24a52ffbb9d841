/* SPDX-License-Identifier: MIT */
/* event_told.c - the small parts that top lines and story are told with. */
#include <stdarg.h>
#include <stdio.h>

#include "event_top.h"
#include "event_pane.h"

bool told_init(struct told *told, struct view *view, row_t row)
{
	const struct store *store = view_store(view);

	*told = (struct told){
		.view = view, .state = &view->event, .store = store, .row = row
	};
	if (!store || row >= store_rows(store))
		return false;
	told->flags = store_flags(store)[row];
	store_record(store, row, &told->record);
	return true;
}

void told_line(struct told *told, const char *label)
{
	lines_add(told->state, STYLE_LABEL, str_of(label));
	lines_last(told->state)->values = TOP_LABEL;
}

void told_say(struct told *told, unsigned style, const char *format, ...)
{
	char text[512];
	struct buf buf = { 0 };
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buf_add(&buf, str_of(text));
	lines_take(told->state, style, &buf);
}

bool told_column(struct told *told, unsigned style, enum column column)
{
	sym_t value = store_column(told->store, column)[told->row];
	struct str text = store_text(told->store, value);

	if (value == SYM_NONE || !text.len)
		return false;
	lines_ask(told->state, style, text, str_of(column_alias(column)), text);
	return true;
}

bool told_identity(struct told *told, unsigned style, enum column column)
{
	enum identity_kind kind =
		column == COL_USER ? IDENTITY_USERS : IDENTITY_SESSIONS;
	sym_t value = store_column(told->store, column)[told->row];
	struct buf label = { 0 };
	struct str text;
	bool plain = false;

	if (value == SYM_NONE)
		return false;
	text = identity_text(told->view->selection, kind, value, &plain);
	label_put(told->store, value, &label);
	lines_ask(told->state, style, lines_keep(told->state, &label),
		  str_of(column_alias(column)), text);
	span_last(told->state)->plain = plain;
	buf_release(&label);
	return true;
}

struct str told_field(struct told *told, enum field_id field)
{
	char scratch[SCRATCH];
	struct str text = record_field(&told->record, field, scratch);

	return text.at ? arena_keep(&told->state->text, text) : STR_NONE;
}

/* Packed texts are made in `scratch`, others live in the store. */
struct str told_slot(struct told *told, uint32_t slot)
{
	char scratch[SCRATCH];
	struct str text = record_slot(&told->record, slot, scratch);

	return text.at == scratch ? arena_keep(&told->state->text, text) : text;
}

/* Places that have a short name are asked for by it, so that a second value
 * joins the chip that is there. */
struct str told_slot_field(const struct told *told, uint32_t slot)
{
	static const struct {
		enum field_id field;
		enum column column;
	} shorts[] = {
		{ FIELD_NAME, COL_NAME },
		{ FIELD_ADDRESS, COL_ADDRESS },
		{ FIELD_REGION, COL_REGION },
	};
	const struct skeleton *skeleton = told->record.skeleton;

	for (size_t i = 0; i < ARRAY_LEN(shorts); i++)
		if (skeleton->field[shorts[i].field] == slot)
			return str_of(column_alias(shorts[i].column));
	if (skeleton->field[FIELD_ID] == slot)
		return STR("id");
	if (skeleton->field[FIELD_AGENT] == slot)
		return STR("ua");
	return dict_text(&store_shapes(told->store)->paths,
			 skeleton->slot[slot].path);
}

bool told_order(const struct told *told, size_t *nth, size_t *of)
{
	int64_t time = store_time(told->store)[told->row];
	size_t place = store_place(told->store, told->row), from, count;

	store_order(told->store, &count);
	if (time == TIME_NONE || place >= count)
		return false;
	from = store_at_time(told->store, time);
	*of = store_at_time(told->store, time + 1) - from;
	*nth = place - from + 1;
	return *of > 1;
}

/* What was tried is told by the name of the call: stories are about deeds. */
static void put_attempt(const struct told *told, struct buf *out)
{
	const sym_t *resource;

	buf_add(out, STR("tried "));
	buf_add(out,
		store_text(told->store,
			   store_column(told->store, COL_NAME)[told->row]));
	if (!store_resources(told->store, told->row, &resource))
		return;
	buf_add(out, STR(" on "));
	label_put(told->store, resource[0], out);
}

void told_deed(const struct told *told, struct buf *out)
{
	if (told->flags & FLAG_FAILED)
		put_attempt(told, out);
	else
		record_story(&told->record, out);
	if (!out->len)
		buf_add(out, STR("(no name)"));
}

bool told_is_summary(const struct told *told)
{
	enum event_kind kind = flags_kind(told->flags);

	return kind == KIND_INSIGHT || kind == KIND_AGGREGATED;
}

static const char *key_words(struct str key)
{
	if (str_starts(key, STR("AKIA")))
		return "long-term key";
	if (str_starts(key, STR("ASIA")))
		return "temporary key";
	return key.len ? "key" : "no key recorded";
}

void told_credential(const struct told *told, struct buf *out)
{
	char scratch[SCRATCH];
	struct record record = told->record;
	struct str type = record_field(&record, FIELD_TYPE, scratch);
	struct str key = store_text(
		told->store, store_column(told->store, COL_KEY)[told->row]);

	if (told_is_summary(told)) {
		buf_add(out, STR("no credential: not a call"));
		return;
	}
	if ((told->flags & FLAG_SERVICE) && !key.len) {
		buf_add(out, STR("no credential: an AWS service"));
		return;
	}
	if (!key.len && str_eq(type, STR("AwsConsoleSignIn"))) {
		buf_add(out, STR("console sign-in"));
		if (record_field(&record, FIELD_LOGIN, scratch).at)
			return; /* whose line says the rest */
	} else {
		buf_add(out, str_of(key_words(key)));
	}
	if (record_field(&record, FIELD_FROM_CONSOLE, scratch).at)
		buf_add(out, STR(" of the console"));
	if (!(told->flags & FLAG_MFA_KNOWN))
		buf_add(out, STR(", MFA not recorded"));
	else
		buf_add(out, told->flags & FLAG_MFA ? STR(", with MFA")
						    : STR(", without MFA"));
}
