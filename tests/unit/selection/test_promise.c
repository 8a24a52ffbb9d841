/* SPDX-License-Identifier: MIT */
/* test_promise.c - the number beside a value is the number of rows after
 * Enter, of every table of values and both rosters, and two rows never look
 * the same; names are such as nobody has who means well, in one account, in
 * two, and in none. */
#include "../query/asked.h"

#include "selection.h"

#define ONE "111122223333"
#define TWO "444455556666"

static const char *const names[] = {
	"alice",
	"Alice",
	"alice " ONE,
	"alice " TWO,
	"a b",
	"a b " ONE,
	"q\\\"uote",
	"it's",
	"*",
	"al?ce",
	"~x",
	"(par)",
	"(unknown)",
	"(unknown) alice",
	"R/S",
	"R",
	"role/R",
	"session/R/S",
	"sso/PowerUser",
	"carol@example.com  sso/PowerUser",
	"AWSReservedSSO_PowerUser_0123456789abcdef",
	"AWSReservedSSO_PowerUser_fedcba9876543210",
	"caf\\u00e9",
	"cafe\\u0301",
	"",
	" ",
	"x\\u001b[31m",
	"tab\\there",
	"new\\nline",
	"\\u202eevil",
	"\\u0000z",
	"\\ud83d\\ude00",
	"root",
	"assumed-root",
	"anonymous",
	"ec2.amazonaws.com",
	"ec2",
	"aws",
	"alice aws",
	"account " ONE,
	"account " ONE "/x",
	"sso:1",
	"x via y",
	"web/x via y",
	"user/alice",
	"federated/alice",
	"s3/alice",
	"arn:aws:iam::" ONE ":user/alice",
	"alice (no account)",
	"HIDDEN_DUE_TO_SECURITY_REASONS",
	"a; b",
	"null",
	"true",
	"denied",
	"or",
	"10.0.0.0/8",
	"a\\\\",
	"[a]",
	"a,b",
	"alice@example.com",
};

struct stage {
	struct rig rig;
	struct selection *selection;
	unsigned id;
};

/* `who` are members of userIdentity, each with a comma behind it; `more` of
 * the event, with a comma before them. NULL: no account is told. */
static void add(struct stage *stage, const char *account, const char *who,
		const char *more)
{
	struct buf json = { 0 };
	unsigned id = stage->id++;

	buf_addf(&json,
		 "{\"eventVersion\":\"1.08\",\"eventTime\":"
		 "\"2026-03-14T%02u:%02u:%02uZ\",\"awsRegion\":\"us-east-%u\","
		 "\"eventID\":\"00000000-0000-4000-8000-%012u\"",
		 id / 3600 % 24, id / 60 % 60, id % 60, id % 2 + 1, id);
	if (account)
		buf_addf(&json, ",\"recipientAccountId\":\"%s\"", account);
	buf_addf(&json, ",\"userIdentity\":{%s", who);
	if (account)
		buf_addf(&json, "\"accountId\":\"%s\",", account);
	buf_addf(&json, "\"x\":1}%s}", more);
	rig_json(&stage->rig, 0, id, json.at);
	buf_release(&json);
}

/* In these `%s` is the name, `$` the account of an ARN. */
static const struct {
	const char *who, *more;
} forms[] = {
	{ "\"type\":\"IAMUser\",\"userName\":\"%s\",",
	  ",\"sourceIPAddress\":\"%s\",\"userAgent\":\"%s\"" },
	{ "\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::$:assumed-role/R/"
	  "%s\",\"sessionContext\":{\"sessionIssuer\":{\"userName\":\"R\"}},",
	  ",\"eventName\":\"%s\",\"errorCode\":\"%s\"" },
	{ "\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::$:assumed-role/%s/"
	  "S\",\"sessionContext\":{\"sessionIssuer\":{\"userName\":\"%s\"}},",
	  "" },
	{ "\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:%s\","
	  "\"sessionContext\":{\"sessionIssuer\":{\"userName\":\"%s\"}},",
	  ",\"eventName\":\"CreateFunction20150331\"" },
	{ "\"type\":\"FederatedUser\",\"principalId\":\"1:%s\",", "" },
	{ "\"type\":\"WebIdentityUser\",\"userName\":\"%s\","
	  "\"identityProvider\":\"%s\",",
	  ",\"eventName\":\"CreateFunction\"" },
	{ "\"type\":\"SAMLUser\",\"userName\":\"%s\","
	  "\"identityProvider\":\"p\",",
	  "" },
	{ "\"type\":\"Unknown\",\"userName\":\"%s\",", "" },
	{ "\"type\":\"Directory\",\"userName\":\"%s\",", "" },
	{ "\"type\":\"IdentityCenterUser\",\"onBehalfOf\":{\"userId\":\"%s\"},",
	  "" },
	{ "\"type\":\"AWSAccount\",\"principalId\":\"%s\",", "" },
	{ "\"type\":\"AWSService\",\"invokedBy\":\"%s\",",
	  ",\"eventSource\":\"%s\"" },
	{ "\"type\":\"Root\",\"principalId\":\"%s\",", "" },
	{ "\"type\":\"IAMUser\",\"userName\":\"m\",",
	  ",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\","
	  "\"requestParameters\":{\"bucketName\":\"%s\",\"key\":\"%s\"}" },
	{ "\"type\":\"IAMUser\",\"userName\":\"m\",",
	  ",\"eventSource\":\"dynamodb.amazonaws.com\","
	  "\"eventName\":\"GetItem\",\"requestParameters\":{"
	  "\"tableName\":\"%s\",\"list\":[\"%s\",\"z\"]}" },
	{ "\"type\":\"IAMUser\",\"userName\":\"m\",",
	  ",\"eventSource\":\"monitoring.amazonaws.com\","
	  "\"eventName\":\"DeleteAlarms\",\"requestParameters\":{"
	  "\"alarmNames\":[\"%s\",\"z\"]}" },
	{ "\"type\":\"IAMUser\",\"userName\":\"m\",",
	  ",\"eventSource\":\"iam.amazonaws.com\",\"eventName\":\"DeleteUser\","
	  "\"requestParameters\":{\"userName\":\"%s\"}" },
	{ "\"type\":\"IAMUser\",\"userName\":\"m\",",
	  ",\"eventSource\":\"example.amazonaws.com\",\"eventName\":\"GetIt\","
	  "\"requestParameters\":{\"resourceArn\":"
	  "\"arn:aws:example:us-east-1:$:%s\"}" },
};

static void put_form(struct buf *out, const char *form, const char *name,
		     const char *account)
{
	for (; *form; form++)
		if (*form == '$')
			buf_add(out, str_of(account ? account : ""));
		else if (form[0] == '%' && form[1] == 's')
			buf_add(out, str_of(name)), form++;
		else
			buf_addc(out, *form);
}

static void add_forms(struct stage *stage, const char *name,
		      const char *account)
{
	struct buf who = { 0 }, more = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		buf_reset(&who);
		buf_reset(&more);
		buf_add(&more, STR(""));
		put_form(&who, forms[i].who, name, account);
		put_form(&more, forms[i].more, name, account);
		add(stage, account, who.at, more.at);
	}
	buf_release(&who);
	buf_release(&more);
}

static void work(struct stage *stage)
{
	while (selection_step(stage->selection, SIZE_MAX))
		;
}

/* Each name of each account a different number of times, so that no row has
 * the number of another by chance alone. */
static void stage_init(struct stage *stage, const char *const *accounts,
		       size_t count)
{
	struct err err;

	*stage = (struct stage){ 0 };
	rig_init(&stage->rig);
	for (size_t n = 0; n < ARRAY_LEN(names); n++)
		for (size_t a = 0; a < count; a++)
			for (size_t i = 0; i < 1 + a + n % 2 * count; i++)
				add_forms(stage, names[n], accounts[a]);
	rig_flush(&stage->rig);
	assert_int_equal(store_settle(stage->rig.store, &err), 0);
	stage->selection = selection_new(STR(""), NULL, NULL);
	selection_show(stage->selection, stage->rig.store);
	work(stage);
}

static void stage_release(struct stage *stage)
{
	selection_free(stage->selection);
	rig_release(&stage->rig);
}

/* ---- the promise ---- */

static int broken;

static void check(struct stage *stage, const char *where, const struct aim *aim,
		  size_t events)
{
	struct expr *expr = aim_expr(aim);
	struct filter *filter;
	struct buf text = { 0 };
	size_t rows;

	assert_non_null(expr);
	expr_put(expr, &text);
	expr_free(expr);
	filter = asked(&stage->rig, buf_str(&text));
	rows = rowset_count(filter_rows(filter));
	filter_free(filter);
	if (rows != events) {
		broken++;
		print_error("%s '%.*s': counted %zu, %s keeps %zu\n", where,
			    STR_ARG(aim->value), events, text.at, rows);
	}
	buf_release(&text);
}

/* Two rows of a table never look the same. */
static void check_look(struct dict *looks, const char *where, struct str look)
{
	size_t had = looks->count;

	if (dict_put(looks, look) < had) {
		broken++;
		print_error("%s: two rows '%.*s'\n", where, STR_ARG(look));
	}
}

/* `one`: an event has at most one value, so that all make the whole. */
static void check_frequency(struct stage *stage, const char *name, bool one)
{
	struct selection *selection = stage->selection;
	const struct frequency *frequency = &selection->frequency;
	struct aim aim = { 0 };
	struct err err;
	size_t sum = 0;

	assert_int_equal(frequency_begin(selection, str_of(name), &err), 0);
	work(stage);
	assert_true(frequency->counted);
	assert_true(frequency->tally.count > 0);
	for (size_t i = 0; i < frequency->tally.count; i++) {
		assert_true(frequency_aim(selection, i, &aim));
		check(stage, name, &aim, frequency->tally.row[i].events);
		sum += frequency->tally.row[i].events;
	}
	if (one)
		assert_int_equal(sum, store_rows(stage->rig.store));
	frequency_end(selection);
}

static void check_tally(struct stage *stage, const char *where,
			enum identity_kind kind, const char *field,
			const struct tally *tally)
{
	struct dict looks;
	struct buf look = { 0 };
	struct aim aim = { .field = str_of(field) };

	assert_true(dict_init(&looks, SEED));
	for (size_t i = 0; i < tally->count; i++) {
		sym_t value = tally->row[i].value;

		if (value == SYM_NONE)
			continue;
		aim.value = identity_text(stage->selection, kind, value,
					  &aim.plain);
		check(stage, where, &aim, tally->row[i].events);
		buf_reset(&look);
		label_put_whole(stage->rig.store, value, &look);
		aim.value = buf_str(&look);
		aim.plain = false;
		check(stage, where, &aim, tally->row[i].events);
		if (role_digits(store_text(stage->rig.store, value)).at)
			continue;
		buf_reset(&look);
		label_put(stage->rig.store, value, &look);
		aim.value = buf_str(&look);
		check(stage, where, &aim, tally->row[i].events);
		check_look(&looks, where, buf_str(&look));
	}
	buf_release(&look);
	dict_release(&looks);
}

static void check_all(const char *const *accounts, size_t count)
{
	static const char *const many[] = {
		"resource",
		"class",
		"requestParameters.list",
		"requestParameters.alarmNames",
	};
	static const char *const fields[] = {
		"user",
		"session",
		"role",
		"human",
		"key",
		"ip",
		"tool",
		"ua",
		"service",
		"event",
		"region",
		"account",
		"object",
		"error",
		"kind",
		"people",
		"denied",
		"notable",
		"hidden",
		"mfa",
		"userIdentity.userName",
		"userIdentity.principalId",
		"eventName",
		"eventSource",
		"sourceIPAddress",
	};
	struct stage stage;
	struct roster *roster;

	broken = 0;
	stage_init(&stage, accounts, count);
	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		check_frequency(&stage, fields[i], true);
	for (size_t i = 0; i < ARRAY_LEN(many); i++)
		check_frequency(&stage, many[i], false);
	roster = stage.selection->roster;
	check_tally(&stage, "Users", IDENTITY_USERS, "user",
		    &roster[ROSTER_USERS].tally);
	check_tally(&stage, "Users, sessions", IDENTITY_SESSIONS, "session",
		    &roster[ROSTER_USERS].sessions);
	check_tally(&stage, "Resources", IDENTITY_RESOURCES, "resource",
		    &roster[ROSTER_RESOURCES].tally);
	stage_release(&stage);
	assert_int_equal(broken, 0);
}

static void it_holds_in_one_account(void **state)
{
	(void)state;
	check_all((const char *const[]){ ONE }, 1);
}

static void it_holds_in_two_accounts(void **state)
{
	(void)state;
	check_all((const char *const[]){ ONE, TWO }, 2);
}

static void it_holds_where_some_have_no_account(void **state)
{
	(void)state;
	check_all((const char *const[]){ ONE, NULL }, 2);
	check_all((const char *const[]){ ONE, TWO, NULL }, 3);
}

static void it_holds_without_accounts(void **state)
{
	(void)state;
	check_all((const char *const[]){ NULL }, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_holds_in_one_account),
		cmocka_unit_test(it_holds_in_two_accounts),
		cmocka_unit_test(it_holds_where_some_have_no_account),
		cmocka_unit_test(it_holds_without_accounts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
