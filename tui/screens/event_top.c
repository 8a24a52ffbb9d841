/* SPDX-License-Identifier: MIT */
/* event_top.c - the first lines of the Event pane: who, with what, from
 * where, did what, and what came of it.
 *
 * They answer what an investigator asks of every event, in the same place
 * for every kind of event. What is not recorded is said to be not recorded:
 * its absence is not an answer. */
#include "event_top.h"

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
