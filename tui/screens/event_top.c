/* SPDX-License-Identifier: MIT */
/* event_top.c - what is said of an event before its keys: who, with what, from
 * where, did what, what came of it, and why it should be looked at. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "event_top.h"
#include "event_pane.h"

#define TOP_LABEL 7 /* cells of a label, with the blanks behind it */

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

static void told_line(struct told *told, const char *label)
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

static bool told_column(struct told *told, unsigned style, enum column column)
{
	sym_t value = store_column(told->store, column)[told->row];
	struct str text = store_text(told->store, value);

	if (value == SYM_NONE || !text.len)
		return false;
	lines_ask(told->state, style, text, str_of(column_alias(column)), text);
	return true;
}

static bool told_identity(struct told *told, unsigned style, enum column column)
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

static struct str told_field(struct told *told, enum field_id field)
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

	assert(slot < told->record.skeleton->slots);
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

static bool told_is_summary(const struct told *told)
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

/* ---- who, with, from, did ---- */

static bool has(const struct told *told, uint32_t flag)
{
	return (told->flags & flag) != 0;
}

static struct str identity_of(const struct told *told)
{
	return store_text(told->store,
			  store_column(told->store, COL_USER)[told->row]);
}

/* The session's own name: what follows the role. */
static void put_session(struct told *told)
{
	sym_t session = store_column(told->store, COL_SESSION)[told->row];
	struct str label = identity_label(store_text(told->store, session));

	if (session == SYM_NONE ||
	    !told_identity(told, STYLE_TEXT, COL_SESSION))
		return;
	span_last(told->state)->text = str_slice(
		label, (size_t)(str_find_last(label, '/') + 1), label.len);
}

static void put_who(struct told *told)
{
	struct str identity = identity_of(told);
	const char *kind = user_kind_name(user_kind(identity));

	told_line(told, "who");
	if (!told_identity(told, STYLE_WRITE, COL_USER)) {
		told_say(told, STYLE_LABEL, "not recorded");
		return;
	}
	put_session(told);
	told_say(told, STYLE_LABEL, "%s%s", kind,
		 has(told, FLAG_VIA_AWS) ? ", used by AWS" : "");
	if (has(told, FLAG_SERVICE) || has(told, FLAG_CROSS))
		return;
	told_column(told, STYLE_LABEL, COL_ACCOUNT);
}

/* A call from one account into another. */
static void put_cross(struct told *told)
{
	struct str own = told_field(told, FIELD_USER_ACCOUNT);

	if (!has(told, FLAG_CROSS))
		return;
	told_line(told, "across");
	if (own.len)
		lines_ask(told->state, STYLE_NOTABLE, own,
			  STR("userIdentity.accountId"), own);
	told_say(told, STYLE_LABEL, "from this account into");
	told_column(told, STYLE_TEXT, COL_ACCOUNT);
}

/* Whether there was a second factor is not cut: rather the tool is, and the
 * time goes. */
static void put_with(struct told *told)
{
	struct str since = told_field(told, FIELD_SESSION_SINCE);
	struct buf text = { 0 };
	int64_t time;

	told_line(told, "with");
	told_column(told, STYLE_WRITE, COL_KEY);
	told_credential(told, &text);
	lines_take(told->state, STYLE_LABEL, &text);
	span_last(told->state)->firm = true;
	told_column(told, STYLE_LABEL, COL_TOOL);
	if (!since.len || !time_read(since, &time, NULL))
		return;
	buf_add(&text, STR("since "));
	time_put_clock(&text, time, told->view->zone);
	lines_take(told->state, STYLE_LABEL, &text);
}

static void put_from(struct told *told)
{
	struct str tls = told_field(told, FIELD_TLS);
	struct str endpoint = told_field(told, FIELD_VPC_ENDPOINT);

	told_line(told, "from");
	if (!told_column(told, STYLE_WRITE, COL_ADDRESS))
		told_say(told, STYLE_LABEL, "no address recorded");
	told_column(told, STYLE_LABEL, COL_REGION);
	if (endpoint.len)
		lines_ask(told->state, STYLE_LABEL, endpoint,
			  STR("vpcEndpointId"), endpoint);
	if (str_starts(tls, STR("TLSv")))
		told_say(told, STYLE_LABEL, "TLS %.*s",
			 STR_ARG(str_slice(tls, 4, 12)));
}

static unsigned deed_style(const struct told *told)
{
	if (has(told, FLAG_NOTABLE))
		return STYLE_NOTABLE;
	if (has(told, FLAG_FAILED))
		return STYLE_TEXT;
	return has(told, FLAG_WRITE) ? STYLE_WRITE : STYLE_READ;
}

static void put_did(struct told *told)
{
	sym_t name = store_column(told->store, COL_NAME)[told->row];
	struct buf text = { 0 };
	struct str deed;

	told_deed(told, &text);
	deed = lines_keep(told->state, &text);
	told_line(told, "did");
	if (name == SYM_NONE)
		lines_put(told->state, deed_style(told), deed);
	else
		lines_ask(told->state, deed_style(told), deed,
			  str_of(column_alias(COL_NAME)),
			  store_text(told->store, name));
	buf_release(&text);
}

static const char *outcome(const struct told *told)
{
	if (has(told, FLAG_DENIED))
		return "DENIED";
	if (has(told, FLAG_THROTTLED))
		return "THROTTLED";
	return has(told, FLAG_NOTFOUND) ? "NOT FOUND" : "FAILED";
}

/* `DENIED: the message`, or the code where there is none. */
static void put_failure(struct told *told)
{
	sym_t error = store_column(told->store, COL_ERROR)[told->row];
	struct str code = store_text(told->store, error);
	struct str message = told_field(told, FIELD_ERROR_MESSAGE);
	struct buf text = { 0 };

	if (!has(told, FLAG_FAILED))
		return;
	buf_addf(&text, "%s: ", outcome(told));
	if (message.len)
		buf_add(&text, message);
	if (code.len && !str_eq(code, message)) {
		buf_add(&text, message.len ? STR("  ") : STR(""));
		buf_add(&text, code);
	}
	told_line(told, "");
	lines_ask(told->state,
		  has(told, FLAG_DENIED) ? STYLE_DENIED : STYLE_FAILED,
		  lines_keep(told->state, &text),
		  code.len ? str_of(column_alias(COL_ERROR)) : STR_NONE, code);
	buf_release(&text);
}

static size_t uses_of(const struct told *told, sym_t key)
{
	const sym_t *column = store_column(told->store, COL_KEY);
	row_t rows = store_rows(told->store);
	size_t count = 0;

	for (row_t row = 0; key != SYM_NONE && row < rows; row++)
		count += column[row] == key;
	return count;
}

static void put_uses(struct told *told, size_t uses)
{
	const struct evidence *evidence = &told->view->evidence;
	struct buf text = { 0 };

	if (uses) {
		buf_add(&text, STR("used in "));
		buf_add_count(&text, uses);
		buf_add(&text, uses == 1 ? STR(" event") : STR(" events"));
	} else {
		buf_add(&text, STR("used in no event loaded"));
	}
	if (evidence->loading || evidence->stopped)
		buf_add(&text, STR(" so far"));
	lines_take(told->state, uses ? STYLE_COUNT : STYLE_LABEL, &text);
}

static void put_expiry(struct told *told)
{
	char scratch[SCRATCH];
	struct str until = record_path(
		&told->record, STR("responseElements.credentials.expiration"),
		scratch);
	struct buf text = { 0 };

	if (!until.len)
		return;
	buf_add(&text, STR("until "));
	buf_add(&text, until);
	lines_take(told->state, STYLE_LABEL, &text);
}

/* The key that the call handed out: is it used in what is loaded? */
static void put_issued(struct told *told)
{
	char scratch[SCRATCH];
	struct str key = record_issued_key(&told->record, scratch);
	size_t uses;

	if (!key.len)
		return;
	key = arena_keep(&told->state->text, key);
	uses = uses_of(told, store_find(told->store, key));
	told_line(told, "issued");
	lines_ask(told->state, STYLE_WRITE, key,
		  uses ? str_of(column_alias(COL_KEY)) : STR_NONE, key);
	put_uses(told, uses);
	put_expiry(told);
}

/* Sign-in: did it work, was there a second factor, and where to. */
static void put_login(struct told *told)
{
	struct str login = told_field(told, FIELD_LOGIN);
	struct str mfa = told_field(told, FIELD_MFA_USED);
	struct str to = told_field(told, FIELD_LOGIN_TO);

	if (!login.len)
		return;
	told_line(told, "login");
	lines_ask(told->state,
		  has(told, FLAG_FAILED) ? STYLE_DENIED : STYLE_WRITE, login,
		  STR("responseElements.ConsoleLogin"), login);
	if (mfa.len)
		lines_ask(told->state,
			  str_eq(mfa, STR("Yes")) ? STYLE_LABEL : STYLE_TEXT,
			  str_eq(mfa, STR("Yes")) ? STR("with MFA")
						  : STR("without MFA"),
			  STR("additionalEventData.MFAUsed"), mfa);
	else
		told_say(told, STYLE_LABEL, "MFA not recorded");
	if (to.len)
		lines_ask(told->state, STYLE_LABEL, to,
			  STR("additionalEventData.LoginTo"), to);
}

void event_put_top(struct told *told)
{
	put_who(told);
	put_cross(told);
	put_with(told);
	put_from(told);
	put_did(told);
	put_failure(told);
	put_login(told);
	put_issued(told);
}

/* ---- why it should be looked at ---- */

static void put_why(struct told *told)
{
	const struct notable *notable = record_notable(&told->record);

	if (!notable || !(told->flags & FLAG_NOTABLE))
		return;
	told_line(told, "why");
	told_say(told, STYLE_TEXT, "%s (%s)", notable->why,
		 tactic_name(notable->tactic));
}

/* The first place whose value holds what the eye would not see. */
static struct str hiding_place(struct told *told)
{
	const struct skeleton *skeleton = told->record.skeleton;
	char scratch[SCRATCH];

	for (uint32_t i = 0; i < skeleton->slots; i++) {
		struct str text;

		if (leaf_packed(skeleton->slot[i].kind))
			continue;
		text = record_slot(&told->record, i, scratch);
		if (text_hides(text))
			return dict_text(&store_shapes(told->store)->paths,
					 skeleton->slot[i].path);
	}
	return STR_NONE;
}

static void put_hidden(struct told *told)
{
	struct str path;
	struct buf text = { 0 };

	if (!(told->flags & FLAG_HIDDEN))
		return;
	path = hiding_place(told);
	buf_add(&text, STR("hidden characters in "));
	buf_add(&text, path.len ? path : STR("a key"));
	told_line(told, "note");
	lines_take(told->state, STYLE_WARN, &text);
}

static void put_conflict(struct told *told)
{
	struct str id = told_field(told, FIELD_ID);

	if (!(told->flags & FLAG_CONFLICT))
		return;
	told_line(told, "note");
	lines_ask(told->state, STYLE_NOTABLE,
		  STR("this event id stands on events with other content too"),
		  id.len ? STR("id") : STR_NONE, id);
}

/* Why CloudTrail delivered it late or a second time. */
static void put_addendum(struct told *told)
{
	struct str reason = told_field(told, FIELD_ADDENDUM_REASON);
	struct buf text = { 0 };

	if (!reason.len)
		return;
	buf_add(&text, STR("delivered later: "));
	buf_add(&text, reason);
	told_line(told, "note");
	lines_ask(told->state, STYLE_TEXT, lines_keep(told->state, &text),
		  STR("addendum.reason"), reason);
	buf_release(&text);
}

static void put_note(struct told *told, uint32_t flag, const char *words)
{
	if (!(told->flags & flag))
		return;
	told_line(told, "note");
	told_say(told, STYLE_LABEL, "%s", words);
}

static void put_kind(struct told *told)
{
	enum event_kind kind = flags_kind(told->flags);

	if (kind == KIND_MANAGEMENT || kind == KIND_DATA)
		return;
	told_line(told, "kind");
	told_say(told, STYLE_TEXT, "%s event%s", kind_name(kind),
		 kind == KIND_AGGREGATED ? ": counts, not a call" : "");
}

void event_put_notes(struct told *told)
{
	put_why(told);
	put_kind(told);
	put_hidden(told);
	put_conflict(told);
	put_addendum(told);
	put_note(told, FLAG_UNDATED,
		 "no eventTime could be read: it stands last");
	if (!told_is_summary(told))
		put_note(told, FLAG_GUESSED,
			 "readOnly is not recorded: read or write is a guess");
}

void event_put_origin(struct told *told)
{
	const struct evidence *evidence = &told->view->evidence;
	uint32_t file = store_file(told->store)[told->row];
	struct buf text = { 0 };

	told_line(told, "file");
	if (file < evidence->sources && evidence->source[file].path) {
		buf_add(&text, str_of(evidence->source[file].path));
		lines_take(told->state, STYLE_TEXT, &text);
	}
	buf_add(&text, STR("byte "));
	buf_add_count(&text, store_offset(told->store, told->row));
	lines_take(told->state, STYLE_LABEL, &text);
}
