/* SPDX-License-Identifier: MIT */
/* A person is found by user, session and human, and what is written for one
 * keeps that one. */
#include "asked.h"

#define ACCT "111122223333"
#define SET "AWSReservedSSO_PowerUser_0123456789abcdef"
#define ROLE(role, session)                                                    \
	"\"type\":\"AssumedRole\",\"accountId\":\"" ACCT                       \
	"\",\"arn\":\"arn:aws-us-gov:sts::" ACCT ":assumed-role/" role         \
	"/" session "\""
#define USER(name)                                                             \
	"\"type\":\"IAMUser\",\"accountId\":\"" ACCT "\",\"userName\":\"" name \
	"\""

/* Each has its number as event id. */
static const char *const events[] = {
	USER("bob"),
	ROLE("Admin", "bob"),
	ROLE(SET, "bob@example.com"),
	ROLE(SET, "erin"),
	ROLE("role", "Admin"),
	ROLE("Deploy", "s1") ",\"sessionContext\":{\"sourceIdentity\":"
			     "\"erin\"}",
	USER("Deploy"),
};

static void open_rig(struct rig *rig)
{
	char line[400];

	rig_init(rig);
	for (size_t i = 0; i < ARRAY_LEN(events); i++) {
		snprintf(line, sizeof(line),
			 "{\"eventID\":\"%zu\",\"recipientAccountId\":\"" ACCT
			 "\",\"userIdentity\":{%s}}",
			 i + 1, events[i]);
		rig_json(rig, 0, 0, line);
	}
	rig_flush(rig);
}

static void a_user_is_found_by_their_sessions(void **state)
{
	static const char *const of[][2] = {
		{ "user=bob", "1 2" },
		{ "user!=bob", "3 4 5 6 7" },
		{ "user=\"bob\"", "1" },
		{ "user=bob*", "1 2 3" },
		{ "user~bob", "1 2 3" },
		{ "user=bob@example.com", "3" },
		{ "user in [bob@example.com, s1]", "3 6" },
		{ "user=\"Admin/bob\"", "2" },
		{ "user=arn:aws-us-gov:sts::" ACCT ":assumed-role/Admin/bob",
		  "2" },
		{ "user=arn:aws:sts::" ACCT ":assumed-role/" SET "/erin", "4" },
		{ "user=arn:aws:iam::" ACCT ":user/bob", "1" },
		{ "user=arn:aws:iam::" ACCT ":role/" SET, "3 4" },
		/* the session of the role called `role` is no role */
		{ "user=role/Admin", "2" },
		{ "user=\"role/Admin\"", "2" },
	};
	struct rig rig;

	(void)state;
	open_rig(&rig);
	for (size_t i = 0; i < ARRAY_LEN(of); i++)
		assert_keeps(&rig, of[i][0], of[i][1]);
	rig_release(&rig);
}

static void single_sign_on_is_asked_as_it_is_shown(void **state)
{
	static const char *const of[][2] = {
		{ "user=\"sso/PowerUser\"", "3 4" },
		{ "user=sso/PowerUser", "3 4" },
		{ "user=\"bob@example.com  sso/PowerUser\"", "3" },
		{ "session=\"erin  sso/PowerUser\"", "4" },
		{ "session=erin", "4" },
		{ "role=PowerUser", "3 4" },
		{ "role=\"sso/PowerUser\"", "3 4" },
		{ "role=AWSReservedSSO_*", "3 4" },
		{ "user~^sso/Power", "3 4" },
		{ "user=\"role/" SET "\"", "3 4" },
	};
	struct rig rig;

	(void)state;
	open_rig(&rig);
	for (size_t i = 0; i < ARRAY_LEN(of); i++)
		assert_keeps(&rig, of[i][0], of[i][1]);
	rig_release(&rig);
}

static void a_human_is_one_whatever_they_act_as(void **state)
{
	struct rig rig;

	(void)state;
	open_rig(&rig);
	assert_keeps(&rig, "human=erin", "4 6");
	assert_keeps(&rig, "human=bob", "1");
	assert_keeps(&rig, "human=*@example.com", "3");
	assert_keeps(&rig, "!human", "2 5");
	rig_release(&rig);
}

/* What the cell of a row says keeps that row, and no other user's. */
static void what_a_cell_says_keeps_its_row(void **state)
{
	struct field *field = field_parse(STR("user"), NULL);
	struct rig rig;

	(void)state;
	assert_non_null(field);
	open_rig(&rig);
	for (row_t row = 0; row < store_rows(rig.store); row++) {
		struct buf value = { 0 }, text = { 0 };
		struct expr *expr;

		assert_true(field_put(field, rig.store, row, &value));
		expr = asked_equal(STR("user"), buf_str(&value), false);
		expr_put(expr, &text);
		buf_reset(&value);
		buf_addf(&value, "%u", (unsigned)row + 1);
		assert_keeps(&rig, text.at, value.at);
		expr_free(expr);
		buf_release(&value);
		buf_release(&text);
	}
	field_free(field);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_user_is_found_by_their_sessions),
		cmocka_unit_test(single_sign_on_is_asked_as_it_is_shown),
		cmocka_unit_test(a_human_is_one_whatever_they_act_as),
		cmocka_unit_test(what_a_cell_says_keeps_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
