/* SPDX-License-Identifier: MIT */
/* event_top.c - what is said of an event before its keys: who, with what, from
 * where, did what, what came of it, and why it should be looked at. */
#include "event_lines.h"

static void begin(struct told *told, const char *label)
{
	told_line(told, STYLE_LABEL, str_of(label))->values = TOP_LABEL;
}

static bool has(const struct told *told, uint32_t flag)
{
	return (told->flags & flag) != 0;
}

/* A value that can be asked for at that path; nothing where there is none. */
static void put_value(struct told *told, unsigned style, struct str value,
		      const char *path)
{
	if (value.len)
		told_ask(told, style, value, str_of(path), value);
}

/* ... where the row has room for it. */
static void put_spare(struct told *told, enum column column)
{
	struct str text = told_text(told, column);

	if (text.len)
		told_ask(told, STYLE_LABEL, text, str_of(column_alias(column)),
			 text)
			->spare = true;
}

static bool put_column(struct told *told, unsigned style, enum column column)
{
	struct str text = told_text(told, column);

	put_value(told, style, text, column_alias(column));
	return text.len > 0;
}

/* The span of the user or session; NULL: there is none. */
static struct event_span *put_identity(struct told *told, unsigned style,
				       enum column column)
{
	enum identity_kind kind =
		column == COL_USER ? IDENTITY_USERS : IDENTITY_SESSIONS;
	sym_t value = told_sym(told, column);
	struct buf label = { 0 };
	struct event_span *span;
	struct str text;
	bool plain = false;

	if (value == SYM_NONE)
		return NULL;
	text = identity_text(told->view->selection, kind, value, &plain);
	label_put(told->store, value, &label);
	span = told_ask(told, style, told_keep(told, &label),
			str_of(column_alias(column)), text);
	span->plain = plain;
	return span;
}

/* ---- who, with, from, did ---- */

/* A session's own name: what follows the role. */
static void put_session(struct told *told)
{
	struct event_span *span = put_identity(told, STYLE_TEXT, COL_SESSION);

	if (span)
		span->text = session_name(told_text(told, COL_SESSION));
}

/* What goes along from role to role, or stands for whom the call is made: a
 * name that neither user nor session bears. */
static void put_human(struct told *told)
{
	struct str human = told_text(told, COL_HUMAN);
	struct str source = told_field(told, FIELD_SOURCE_IDENTITY);

	if (source.len)
		told_say(told, STYLE_LABEL, "source identity");
	else if (human.len && str_eq(human, told_field(told, FIELD_SSO_USER)) &&
		 told_sym(told, COL_SESSION) != SYM_NONE)
		told_say(told, STYLE_LABEL, "on behalf of");
	else
		return;
	told_ask(told, STYLE_TEXT, human, str_of(column_alias(COL_HUMAN)),
		 human)
		->joined = true;
}

/* Nobody is called what they are. */
static void put_user_kind(struct told *told, enum user_kind kind)
{
	const char *used = has(told, FLAG_VIA_AWS) ? ", used by AWS" : "";

	if (kind != USER_ANONYMOUS)
		told_say(told, STYLE_LABEL, "%s%s", user_kind_name(kind), used)
			->spare = true;
}

/* Whom single sign-on let in stands before the role, as everywhere. */
static void put_who(struct told *told)
{
	struct str identity = told_text(told, COL_USER);
	bool sso = role_is_sso(told_text(told, COL_SESSION));

	begin(told, "who");
	if (sso)
		put_session(told);
	if (!put_identity(told, STYLE_WRITE, COL_USER)) {
		told_say(told, STYLE_LABEL, "not recorded");
		return;
	}
	if (!sso)
		put_session(told);
	put_human(told);
	put_user_kind(told, user_kind(identity));
	/* Where several are loaded, the user's label has it. */
	if (!has(told, FLAG_SERVICE | FLAG_CROSS) &&
	    (store_accounts(told->store, NULL) == 1 ||
	     !identity_account(identity).len))
		put_spare(told, COL_ACCOUNT);
}

/* A call from one account into another. */
static void put_cross(struct told *told)
{
	struct str account = told_text(told, COL_ACCOUNT);

	if (!has(told, FLAG_CROSS))
		return;
	begin(told, "across");
	put_value(told, STYLE_NOTABLE, told_field(told, FIELD_USER_ACCOUNT),
		  "userIdentity.accountId");
	told_say(told, STYLE_LABEL, "from this account into")->joined = true;
	told_ask(told, STYLE_TEXT, account, str_of(column_alias(COL_ACCOUNT)),
		 account)
		->joined = true;
}

static void put_with(struct told *told)
{
	struct str since = told_field(told, FIELD_SESSION_SINCE);
	struct buf text = { 0 };
	int64_t time;

	begin(told, "with");
	put_column(told, STYLE_WRITE, COL_KEY);
	told_credential(told, &text);
	told_put(told, STYLE_LABEL, told_keep(told, &text));
	if (since.len && time_read(since, &time, NULL)) {
		buf_add(&text, STR("since "));
		time_put_clock(&text, time, told->view->zone);
		told_put(told, STYLE_LABEL, told_keep(told, &text))->spare =
			true;
	}
	/* A sign-in has a line of its own, which says that. */
	if (!has(told, FLAG_MFA_KNOWN) &&
	    told_field(told, FIELD_SESSION_MFA).len &&
	    !told_field(told, FIELD_LOGIN).at)
		told_put(told, STYLE_LABEL,
			 STR("mfaAuthenticated: false tells nothing"))
			->spare = true;
}

/* From where, and with what tool. */
static void put_from(struct told *told)
{
	struct str tls = told_field(told, FIELD_TLS);

	begin(told, "from");
	if (!put_column(told, STYLE_WRITE, COL_ADDRESS))
		told_say(told, STYLE_LABEL, "no address recorded");
	put_column(told, STYLE_TEXT, COL_TOOL);
	put_spare(told, COL_REGION);
	put_value(told, STYLE_LABEL, told_field(told, FIELD_VPC_ENDPOINT),
		  "vpcEndpointId");
	if (str_starts(tls, STR("TLSv")))
		told_say(told, STYLE_LABEL, "TLS %.*s",
			 STR_ARG(str_slice(tls, 4, 12)))
			->spare = true;
}

static void put_did(struct told *told)
{
	struct str name = told_text(told, COL_NAME);
	unsigned style = has(told, FLAG_NOTABLE)  ? STYLE_NOTABLE
			 : has(told, FLAG_FAILED) ? STYLE_TEXT
			 : has(told, FLAG_WRITE)  ? STYLE_WRITE
						  : STYLE_READ;
	struct buf text = { 0 };

	begin(told, "did");
	told_deed(told, &text);
	told_ask(told, style, told_keep(told, &text),
		 name.at ? str_of(column_alias(COL_NAME)) : STR_NONE, name)
		->plain =
		call_is_alone(told->view->selection, told_sym(told, COL_NAME));
}

/* ---- on what ---- */

#define RELATED_MOST 8 /* resources that have room */

struct related {
	struct told *told;
	size_t count;
	bool only_target;
};

/* A key that was handed out has a line of its own. */
static bool is_issued_key(struct str identity, unsigned parts)
{
	return parts == 1u << AS_ISSUED && str_starts(identity, STR("key/"));
}

static void count_related(void *to, struct str identity, unsigned parts)
{
	struct related *related = to;

	if (is_issued_key(identity, parts))
		return;
	related->count++;
	related->only_target &= parts == 1u << AS_TARGET;
}

static void put_related(void *to, struct str identity, unsigned parts)
{
	struct related *related = to;
	struct told *told = related->told;
	sym_t value = store_find(told->store, identity);
	struct event_span *span;
	struct buf text = { 0 };
	struct str asked;
	bool plain = false;

	if (value == SYM_NONE || is_issued_key(identity, parts) ||
	    related->count++ >= RELATED_MOST)
		return;
	if (related->count % 2)
		begin(told, related->count == 1 ? "on" : "");
	asked = identity_text(told->view->selection, IDENTITY_RESOURCES, value,
			      &plain);
	label_put(told->store, value, &text);
	span = told_ask(told, STYLE_TEXT, told_keep(told, &text),
			STR("resource"), asked);
	span->plain = plain;
	parts_put(parts, &text);
	told_put(told, STYLE_LABEL, told_keep(told, &text))->joined = true;
}

/* What the call names, each with its part. Of a call on one thing, `did` says
 * all. */
static void put_on(struct told *told)
{
	struct related related = { .told = told, .only_target = true };

	record_resources(&told->record, count_related, &related);
	if (related.count < 2 && related.only_target)
		return;
	related.count = 0;
	record_resources(&told->record, put_related, &related);
	if (related.count <= RELATED_MOST)
		return;
	begin(told, "");
	told_say(told, STYLE_LABEL, "and %zu more",
		 related.count - RELATED_MOST);
}

/* What only AWS can read, in one line until it is unfolded. */
static void put_encoded(struct told *told, struct str encoded)
{
	struct event_line *line;
	bool closed = fold_closed(told->state, STR(ENCODED_FOLD));

	if (!encoded.len)
		return;
	begin(told, "");
	line = &told->state->line[told->state->lines - 1];
	line->indent = TOP_LABEL;
	line->values = TOP_LABEL;
	line->path = STR(ENCODED_FOLD);
	line->fold = closed ? FOLD_CLOSED : FOLD_OPEN;
	if (closed)
		told_say(told, STYLE_LABEL,
			 "encoded authorization message, %zu letters",
			 encoded.len);
	else
		told_put(told, STYLE_LABEL, encoded);
}

static const char *failure_words(uint32_t flags)
{
	return flags & FLAG_DENIED      ? "DENIED: "
	       : flags & FLAG_THROTTLED ? "THROTTLED: "
	       : flags & FLAG_NOTFOUND  ? "NOT FOUND: "
	       : flags & FLAG_PARTIAL   ? "PARTLY FAILED: "
					: "FAILED: ";
}

/* `DENIED: the message`, or the code where there is none; of several things
 * asked for, how many failed. */
static void put_failure(struct told *told)
{
	struct str code = told_text(told, COL_ERROR);
	struct str message = told_field(told, FIELD_ERROR_MESSAGE);
	size_t plain = encoded_at(message);
	bool denied = has(told, FLAG_DENIED);
	struct buf text = { 0 };
	size_t words;

	if (!has(told, FLAG_FAILED | FLAG_PARTIAL))
		return;
	buf_add(&text, str_of(failure_words(told->flags)));
	words = text.len;
	record_put_failed(&told->record, &text);
	if (text.len > words && (message.len || code.len))
		buf_add(&text, STR(": "));
	buf_add(&text, str_trim(str_slice(message, 0, plain)));
	if (code.len && !str_eq(code, message)) {
		buf_add(&text, message.len ? STR("  ") : STR(""));
		buf_add(&text, code);
	}
	begin(told, "but");
	told_ask(told, denied ? STYLE_DENIED : STYLE_FAILED,
		 told_keep(told, &text),
		 code.len ? str_of(column_alias(COL_ERROR)) : STR_NONE, code);
	put_encoded(told, str_slice(message, plain, message.len));
}

/* What AWS left out of the record cannot be told: that it did is. */
static void put_omitted(struct told *told)
{
	struct buf text = { 0 };

	record_put_omitted(&told->record, &text);
	if (!text.len)
		return;
	begin(told, "");
	told_put(told, STYLE_WARN, told_keep(told, &text));
}

/* Sign-in: did it work, was there a second factor, and where to. */
static void put_login(struct told *told)
{
	struct str login = told_field(told, FIELD_LOGIN);
	struct str mfa = told_field(told, FIELD_MFA_USED);
	bool with = has(told, FLAG_MFA);

	if (!login.len)
		return;
	begin(told, "login");
	put_value(told, has(told, FLAG_FAILED) ? STYLE_DENIED : STYLE_WRITE,
		  login, "responseElements.ConsoleLogin");
	if (mfa.len && has(told, FLAG_MFA_KNOWN))
		told_ask(told, with ? STYLE_LABEL : STYLE_TEXT,
			 with ? STR("with MFA") : STR("without MFA"),
			 STR("additionalEventData.MFAUsed"), mfa);
	else
		told_put(told, STYLE_LABEL,
			 mfa.len ? STR("MFA unknown (MFAUsed No tells nothing)")
				 : STR("MFA not recorded here"));
	put_value(told, STYLE_LABEL, told_field(told, FIELD_LOGIN_TO),
		  "additionalEventData.LoginTo");
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

/* With its day where that is not the event's. */
static void put_until(const struct told *told, struct str until,
		      struct buf *out)
{
	enum zone zone = told->view->zone;
	struct buf day = { 0 }, today = { 0 };
	int64_t time;

	buf_add(out, STR("until "));
	if (time_read_written(until, &time)) {
		time_put_date(&day, time, zone);
		time_put_date(&today, store_time(told->store)[told->row], zone);
		if (!str_eq(buf_str(&day), buf_str(&today)))
			buf_addf(out, "%s ", day.at);
		time_put_clock(out, time, zone);
	} else {
		buf_add(out, until);
	}
	buf_release(&day);
	buf_release(&today);
}

/* The key that the call handed out: is it used in what is loaded? */
static void put_issued(struct told *told)
{
	const struct evidence *evidence = &told->view->evidence;
	char scratch[SCRATCH];
	struct str key = record_issued_key(&told->record, scratch);
	struct buf text = { 0 };
	struct str until;
	size_t uses;

	if (!key.len)
		return;
	key = arena_keep(&told->state->text, key);
	uses = uses_of(told, store_find(told->store, key));
	begin(told, "issued");
	told_ask(told, STYLE_WRITE, key,
		 uses ? str_of(column_alias(COL_KEY)) : STR_NONE, key);
	buf_add(&text, STR("used in "));
	if (uses)
		count_put(&text, uses, "event");
	else
		buf_add(&text, STR("no event loaded"));
	if (evidence->loading || evidence->stopped)
		buf_add(&text, STR(" so far"));
	told_put(told, uses ? STYLE_COUNT : STYLE_LABEL,
		 told_keep(told, &text));
	until = record_path(&told->record,
			    STR("responseElements.credentials.expiration"),
			    scratch);
	if (!until.len)
		return;
	put_until(told, until, &text);
	told_put(told, STYLE_LABEL, told_keep(told, &text));
}

/* ---- why it should be looked at ---- */

static void put_why(struct told *told)
{
	const struct notable *notable = record_notable(&told->record);
	struct buf text = { 0 };

	if (!notable || !has(told, FLAG_NOTABLE))
		return;
	record_put_why(&told->record, notable, &text);
	buf_addf(&text, " (%s)", tactic_name(notable->tactic));
	begin(told, "why");
	told_put(told, STYLE_TEXT, told_keep(told, &text));
}

/* True when its words tell of several calls. */
static bool is_joined(const struct sweep_finding *finding)
{
	for (size_t i = 0; i < finding->terms; i++)
		if (!strcmp(finding->term[i].field, "event"))
			return finding->term[i].values > 1;
	return false;
}

/* `60 events: read secret example +59`. What begins as what was done is said
 * but once: `one of 3 such events; also UpdateAssumeRolePolicy`. */
static void put_finding(const struct told *told,
			const struct sweep_finding *finding, struct buf *out)
{
	struct str what = str_of(finding->what), more;
	struct buf deed = { 0 };

	told_deed(told, &deed);
	more = str_slice(what, deed.len, what.len);
	if (finding->events > 1 && str_starts(what, buf_str(&deed))) {
		size_t at = str_starts(more, STR(" +")) ? 2 : 0;

		while (at && at < more.len && more.at[at] >= '0' &&
		       more.at[at] <= '9')
			at++;
		more = str_slice(more, at, more.len);
		buf_addf(out, "one of %u ", (unsigned)finding->events);
		if (is_joined(finding) && (str_starts(more, STR(", ")) ||
					   str_starts(more, STR("; ")))) {
			buf_add(out, STR("events; also"));
			more = str_slice(more, 1, more.len);
		} else {
			buf_add(out, STR("such events"));
		}
		buf_add(out, more);
	} else {
		count_put(out, finding->events, "event");
		buf_add(out, STR(": "));
		buf_add(out, what);
	}
	buf_release(&deed);
}

/* The findings it belongs to, with the number of their events. */
static void put_findings(struct told *told)
{
	const struct sweep_finding *finding = NULL;
	struct buf text = { 0 };
	size_t said = 0;

	while ((finding = told_finding(told, finding))) {
		begin(told, said++ ? "" : "found");
		put_finding(told, finding, &text);
		told_put(told, STYLE_TEXT, told_keep(told, &text));
	}
}

static void put_kind(struct told *told)
{
	enum event_kind kind = flags_kind(told->flags);

	if (kind == KIND_MANAGEMENT || kind == KIND_DATA)
		return;
	begin(told, "kind");
	told_say(told, STYLE_TEXT, "%s event%s", kind_name(kind),
		 kind == KIND_AGGREGATED ? ": counts, not a call" : "");
}

void event_put_top(struct told *told)
{
	put_who(told);
	put_cross(told);
	put_with(told);
	put_from(told);
	put_did(told);
	put_why(told); /* a long message does not push it out of sight */
	put_failure(told);
	put_findings(told);
	put_on(told);
	put_omitted(told);
	put_login(told);
	put_issued(told);
	put_kind(told);
	event_put_notes(told);
}
