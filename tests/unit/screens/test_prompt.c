/* SPDX-License-Identifier: MIT */
/* test_prompt.c - editing a line, and what `&` says while one types. */
#include <stdlib.h>

#include "stage.h"

static void keys_edit_as_readline_does(void **state)
{
	static const struct {
		const char *keys, *line;
	} cases[] = {
		{ "\"abc\" ^A \"x\"", "& xabc" },
		{ "\"abc\" Left Left \"x\"", "& axbc" },
		{ "\"abc\" Home Delete", "& bc" },
		{ "\"abc def\" ^W", "& abc" },
		{ "\"abc def\" ^U", "&" },
		{ "\"abc def\" ^A Right Right ^K", "& ab" },
		{ "\"abc\" ^A ^E \"x\"", "& abcx" },
		{ "\"abc\" Backspace Left Backspace", "& b" },
	};
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct stage s;
		char line[2048], want[64];

		stage_open(&s, 120, 40);
		play(&s, "&");
		play(&s, cases[i].keys);
		line_of(&s, -1, line);
		strcat(line, " ");
		snprintf(want, sizeof(want), " %s ", cases[i].line);
		assert_int_equal(strncmp(line, want, strlen(want)), 0);
		stage_close(&s);
	}
}

static void it_counts_while_one_types(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=bob\"");
	hint_says(&s, "5 of 30");
	play(&s, "\" denied\"");
	hint_says(&s, "1 of 30");
	play(&s, "Esc");
	filter_says(&s, "30 of 30");
	filter_says(&s, "none");
	stage_close(&s);
}

static void what_does_not_parse_is_red_and_searched_as_it_stands(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"(alice\"");
	hint_says(&s, "Enter: as plain text");
	play(&s, "Enter");
	filter_says(&s, " \"(alice\" ");
	stage_close(&s);
}

static void an_unknown_field_is_an_error_with_its_neighbours(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"usr=bob\" Enter");
	hint_says(&s, "user");
	hint_says(&s, "& usr=bob");
	filter_says(&s, "30 of 30");
	stage_close(&s);
}

static void tab_completes_fields_values_and_commands(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"serv\" Tab");
	hint_says(&s, "& service");
	play(&s, "^U \"user=al\" Tab");
	hint_says(&s, "& user=alice ");
	hint_says(&s, "17 of 30");
	play(&s, "^U \"user in [bob, al\" Tab \"]\"");
	hint_says(&s, "& user in [bob, alice] ");
	hint_says(&s, "22 of 30");
	play(&s, "^U \"!(user = al\" Tab \")\"");
	hint_says(&s, "& !(user = alice) ");
	hint_says(&s, "13 of 30");
	play(&s, "^U \"denied us\" Tab");
	hint_says(&s, "& denied user ");
	play(&s, "Esc"); /* what was typed, and then away */
	hint_says(&s, "& denied us ");
	play(&s, "Esc : \"got\" Tab");
	hint_says(&s, ":goto");
	play(&s, "Esc Esc");
	stage_close(&s);
}

/* The number beside the way, of a list that stands on the screen. */
static unsigned count_of(struct stage *s, const char *way)
{
	char want[64];
	const char *line;

	snprintf(want, sizeof(want), "│ %s ", way);
	line = strstr(screen(s), want);
	if (!line)
		fail_msg("no %s in:\n%s", way, screen(s));
	line += strlen(want);
	return (unsigned)strtoul(line, NULL, 10);
}

/* Enter on the n-th way leaves as many events as stood beside it. */
static void takes_each(struct stage *s, const char *open,
		       const char *const *way, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		unsigned events;
		char want[48];

		play(s, open);
		events = count_of(s, way[i]);
		for (unsigned n = 0; n <= i; n++)
			play(s, "Down");
		hint_says(s, way[i]);
		play(s, "Enter");
		snprintf(want, sizeof(want), "%u of 30", events);
		filter_says(s, want);
		play(s, "Esc");
	}
}

static void nothing_typed_is_the_overview(void **state)
{
	static const char *const ways[] = {
		"notable",
		"notable event=AuthorizeSecurityGroupIngress",
		"denied people",
		"denied user=alice",
		"denied user=bob",
		"denied user=role/Deploy",
		"world !failed",
	};
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "&");
	shows(&s, "─ overview ─");
	shows(&s, "opened to the world");
	assert_int_equal(count_of(&s, "world !failed"), 1);
	assert_int_equal(count_of(&s, "cross"), 0);
	play(&s, "Esc");
	takes_each(&s, "&", ways, ARRAY_LEN(ways));
	stage_close(&s);
}

#define SIGN_IN(answer)                                                        \
	",\"additionalEventData\":{\"MFAUsed\":\"No\"},"                       \
	"\"responseElements\":{\"ConsoleLogin\":\"" answer "\"}"
#define SSO "AWSReservedSSO_PowerUser_0123456789abcdef"
#define CAROL                                                                  \
	"{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:carol\","     \
	"\"arn\":\"arn:aws:sts::111122223333:assumed-role/" SSO                \
	"/carol@example.com\",\"accountId\":\"111122223333\","                 \
	"\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\",\"arn\":"    \
	"\"arn:aws:iam::111122223333:role/" SSO "\",\"accountId\":"            \
	"\"111122223333\",\"userName\":\"" SSO "\"}}}"

/* Who did not get in did not sign in; who is a person is called so; and what
 * there is no room for is told. */
static void the_overview_is_true_and_says_what_it_leaves_out(void **state)
{
	static const char *const notable[] = { "StopLogging", "DeleteTrail",
					       "CreateUser", "CreateAccessKey",
					       "DeleteFlowLogs" };
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 50);
	stage_fill(&s);
	stage_add(&s, 100, ALICE, "signin", "ConsoleLogin", false,
		  SIGN_IN("Success"));
	stage_add(&s, 101, ALICE, "signin", "ConsoleLogin", false,
		  SIGN_IN("Failure"));
	stage_add(&s, 102, CAROL, "s3", "GetObject", true, DENIED);
	stage_add(&s, 103, CAROL, "s3", "GetObject", true, DENIED);
	for (size_t i = 0; i < ARRAY_LEN(notable); i++)
		stage_add(&s, 110 + (unsigned)i, BOB, "iam", notable[i], false,
			  GROUP);
	stage_add(&s, 120, BOB, "ec2", "AuthorizeSecurityGroupIngress", false,
		  ",\"requestParameters\":{\"groupId\":\"sg-1\","
		  "\"cidrIp\":\"0.0.0.0/0\"}" DENIED);
	stage_show(&s);
	play(&s, "&");
	assert_int_equal(count_of(&s, "event=ConsoleLogin mfa=false !failed"),
			 1);
	assert_int_equal(count_of(&s, "world !failed"), 1);
	assert_int_equal(count_of(&s, "denied user=sso/PowerUser"), 2);
	shows(&s, "denied: carol@example.com");
	shows(&s, " more ");
	play(&s, "\"user=carol\"");
	assert_int_equal(count_of(&s, "sso/PowerUser"), 2);
	play(&s, "Down Enter");
	filter_says(&s, "2 of 40");
	stage_close(&s);
}

static void add_pooled(struct stage *s, unsigned key, unsigned address)
{
	struct buf json = { 0 };

	buf_addf(&json,
		 "{\"eventVersion\":\"1.08\",\"userIdentity\":{\"type\":"
		 "\"IAMUser\",\"userName\":\"pool\",\"arn\":\"arn:aws:iam::"
		 "111122223333:user/pool\",\"accountId\":\"111122223333\","
		 "\"accessKeyId\":\"ASIAPOOL%uEXAMPLE000\"},\"eventTime\":"
		 "\"2024-02-29T09:03:%02uZ\",\"eventSource\":"
		 "\"s3.amazonaws.com\",\"eventName\":\"ListBuckets\","
		 "\"sourceIPAddress\":\"198.51.100.%u\",\"userAgent\":"
		 "\"aws-cli/2.1\",\"readOnly\":true,\"eventType\":"
		 "\"AwsApiCall\",\"recipientAccountId\":\"111122223333\"}",
		 key, key + address, address);
	stage_json(s, json.at);
	buf_release(&json);
}

/* Those of a pool come from more addresses than the one that let everyone in.
 */
static void keys_of_the_sweep_come_first(void **state)
{
	const char *wrong, *pooled;
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 50);
	stage_fill(&s);
	for (unsigned i = 0; i < 24; i++)
		add_pooled(&s, i / 4, 1 + i % 4);
	stage_show(&s);
	play(&s, "&");
	wrong = strstr(screen(&s), "key=AKIAIOSFODNN7EXAMPLE ");
	pooled = strstr(screen(&s), "key=ASIAPOOL");
	assert_non_null(wrong);
	assert_non_null(pooled);
	assert_true(wrong < pooled);
	assert_null(strstr(pooled + 1, "key=ASIAPOOL"));
	assert_int_equal(count_of(&s, "key=AKIAIOSFODNN7EXAMPLE"), 17);
	shows(&s, " 1 address, in the Sweep");
	shows(&s, " 4 addresses, +5 more");
	stage_close(&s);
}

static void values_stand_with_what_they_would_leave(void **state)
{
	static const char *const users[] = { "alice", "bob", "role/Deploy",
					     "autoscaling" };
	static const char *const within[] = { "DeleteSecurityGroup" };
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	takes_each(&s, "& \"user=\"", users, ARRAY_LEN(users));
	/* What stands before is counted with it, and so are the chips. */
	play(&s, "& \"user=bob event=\"");
	shows(&s, "─ values of event ─");
	assert_int_equal(count_of(&s, "DescribeSecurityGroups"), 3);
	assert_null(strstr(screen(&s), "│ ListBuckets "));
	play(&s, "Esc & \"user=bob\" Enter & \"denied event=\"");
	assert_int_equal(count_of(&s, within[0]), 1);
	play(&s, "Tab Enter");
	filter_says(&s, "1 of 30");
	stage_close(&s);
}

static void a_word_is_offered_as_what_it_may_mean(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"ci-\"");
	assert_int_equal(count_of(&s, "session=Deploy/ci-2"), 3);
	assert_int_equal(count_of(&s, "session=Deploy/ci-1"), 2);
	play(&s, "Down Down Enter");
	filter_says(&s, "2 of 30");
	play(&s, "Esc & \"bob\"");
	assert_int_equal(count_of(&s, "user=bob"), 5);
	play(&s, "Esc & \"buck\"");
	assert_int_equal(count_of(&s, "event=ListBuckets"), 10);
	assert_int_equal(count_of(&s, "resource=s3/example-bucket"), 9);
	/* Another letter leaves what holds it. */
	play(&s, "\"ets\"");
	assert_int_equal(count_of(&s, "event=ListBuckets"), 10);
	assert_null(strstr(screen(&s), "resource=s3/example-bucket"));
	stage_close(&s);
}

/* What is typed or pasted as an address or ARN goes on as what it names. */
static void an_arn_goes_on_as_what_it_names(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=arn:aws:iam::111122223333:user/bo\"");
	hint_says(&s, "⇥ takes bob 5");
	play(&s, "^U \"session=arn:aws:sts::111122223333:assumed-role/De\"");
	assert_int_equal(count_of(&s, "Deploy/ci-1"), 2);
	play(&s, "^U \"resource=s3://example-b\"");
	hint_says(&s, "⇥ takes s3/example-bucket 9");
	play(&s, "Tab Enter");
	filter_says(&s, "9 of 30");
	stage_close(&s);
}

/* In the place of the chip that is edited, not beside it. */
static void editing_a_chip_counts_what_would_remain(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"denied\" Enter & \"user=bob\" Enter");
	filter_says(&s, "1 of 30");
	play(&s, "x G e");
	hint_says(&s, "& user=bob");
	hint_says(&s, "1 of 3");
	play(&s, "^W \"user=\"");
	assert_int_equal(count_of(&s, "alice"), 1);
	assert_int_equal(count_of(&s, "role/Deploy"), 1);
	play(&s, "^U \"user=*\"");
	hint_says(&s, "3 of 3");
	play(&s, "Enter");
	filter_says(&s, "3 of 30");
	stage_close(&s);
}

static void commands_are_listed_as_one_types(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ": \"so\"");
	shows(&s, "─ commands ─");
	shows(&s, "sort by the column");
	shows(&s, "│ resources"); /* holds it */
	play(&s, "Down Enter");
	hint_says(&s, "sorted by");
	play(&s, ": \"goto \"");
	assert_null(strstr(screen(&s), "─ commands ─"));
	stage_close(&s);
}

/* On a small screen the list takes what room there is, and keys mean what they
 * do elsewhere. */
static void a_small_screen_is_the_list_s(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 40, 10);
	play(&s, "& \"denied\" Enter &");
	shows(&s, "╭─ overview ");
	shows(&s, " 7 of 9 ─╮");
	shows(&s, "│ notable ");
	play(&s, "Down Down Down Down Down Down Down Down Down");
	shows(&s, " 9 of 9 ─╮");
	shows(&s, "event=…mfa=false !failed ");
	play(&s, "Esc Up");
	hint_says(&s, "& denied");
	stage_close(&s);
	stage_open(&s, 80, 24);
	play(&s, "&");
	shows(&s, "notable event=AuthorizeSecurityGroupIngress ");
	shows(&s, "signed in without MFA");
	play(&s, "\"user=\"");
	shows(&s, "values of user");
	shows(&s, " 09:00:00    alice"); /* the line under the cursor */
	stage_close(&s);
}

/* Before Enter, what it does and what Tab would do instead. */
static void the_line_says_what_enter_and_tab_do(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "&");
	hint_says(&s, "⏎ changes nothing · ⇥ takes notable 1");
	play(&s, "\"cro\"");
	hint_says(&s, "no event of 30 has the text cro · ⇥ takes cross 0");
	play(&s, "^U \"ci-\"");
	hint_says(&s, "⏎ searches the text ci-: 5 of 30 · "
		      "⇥ takes session=Deploy/ci-2 3");
	play(&s, "Tab");
	hint_says(&s, "& session=Deploy/ci-2 ");
	hint_says(&s, " ⏎ keeps 3 of 30");
	play(&s, "^U \"denied ci-\"");
	hint_says(&s, "⏎ searches the text ci-: 1 of 30 · ⇥ takes session=");
	play(&s, "^U \"denied !ci-\"");
	hint_says(&s, "⏎ keeps 2 of 30 · ⇥ takes session=");
	play(&s, "^U \"/ci-/\"");
	hint_says(&s, " ⏎ keeps 5 of 30");
	play(&s, "^U \"user=al\"");
	hint_says(&s, "⏎ keeps 0 of 30 · ⇥ takes alice 17");
	play(&s, "^U \"user in [al\"");
	hint_says(&s, "; Enter: as plain text · ⇥ takes alice 17");
	stage_close(&s);
	stage_open(&s, 40, 10);
	play(&s, "& \"cro\"");
	hint_says(&s, "⏎ text cro: 0 · ⇥ cross 0");
	play(&s, "^U \"user=\"");
	hint_says(&s, "⏎ as text · ⇥ alice 17");
	stage_close(&s);
}

static void a_completed_value_is_quoted_where_it_must_be(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_fill(&s);
	stage_add(&s, 100, ALICE, "s3", "GetObject", true,
		  ",\"errorCode\":\"Odd, and (odd\"");
	stage_show(&s);
	play(&s, "& \"error=od\" Tab");
	hint_says(&s, "& error=\"Odd, and (odd\" ");
	hint_says(&s, "1 of 31");
	play(&s, "Tab");
	hint_says(&s, "& error=od ");
	stage_close(&s);
}

static void up_brings_the_last_line_back(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"people\" Enter & \"denied\" Enter & \"x\" Up");
	hint_says(&s, "& denied");
	play(&s, "Up Up");
	hint_says(&s, "& people");
	play(&s, "Down Down");
	hint_says(&s, "& x");
	stage_close(&s);
}

static void backspace_on_nothing_leaves(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& Backspace");
	hint_says(&s, "& filter");
	stage_close(&s);
}

static void a_long_line_scrolls_to_its_cursor(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 40, 10);
	play(&s, "&");
	for (int i = 0; i < 30; i++)
		play(&s, "\"0123456789\"");
	play(&s, "\"end\"");
	hint_says(&s, "789end");
	assert_in_range(s.grid.cursor_x, 5, 39);
	play(&s, "^A");
	assert_in_range(s.grid.cursor_x, 1, 4);
	stage_close(&s);
}

static void a_paste_opens_the_filter_as_one_literal(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_press(&s, (struct key){ .code = PRESS_PASTE,
				      .text = STR("example-bucket\n") });
	hint_says(&s, "& \"example-bucket\"");
	hint_says(&s, "9 of 30");
	play(&s, "Esc");
	stage_press(&s, (struct key){ .code = PRESS_PASTE,
				      .text = STR("a\" or b\x1b[31m") });
	hint_says(&s, "0 of 30");
	play(&s, "Enter");
	filter_says(&s, "0 of 30");
	stage_close(&s);
}

static void several_pasted_lines_are_any_of_them(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	stage_press(&s, (struct key){ .code = PRESS_PASTE,
				      .text = STR("ListUsers\r\n\nCreateTags"
						  "\n") });
	hint_says(&s, "& \"ListUsers\" or \"CreateTags\"");
	hint_says(&s, "2 of 30");
	stage_close(&s);
}

static void a_paste_into_a_prompt_is_typed(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "& \"user=\"");
	stage_press(&s,
		    (struct key){ .code = PRESS_PASTE, .text = STR("bob") });
	hint_says(&s, "& user=bob");
	hint_says(&s, "5 of 30");
	stage_close(&s);
}

/* A key may come before the first event does. */
static void tab_before_anything_is_there_completes_names_alone(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	play(&s, "& \"user=a\" Tab");
	hint_says(&s, "& user=a ");
	s.evidence.store = NULL;
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			tab_before_anything_is_there_completes_names_alone),
		cmocka_unit_test(keys_edit_as_readline_does),
		cmocka_unit_test(it_counts_while_one_types),
		cmocka_unit_test(
			what_does_not_parse_is_red_and_searched_as_it_stands),
		cmocka_unit_test(
			an_unknown_field_is_an_error_with_its_neighbours),
		cmocka_unit_test(tab_completes_fields_values_and_commands),
		cmocka_unit_test(nothing_typed_is_the_overview),
		cmocka_unit_test(keys_of_the_sweep_come_first),
		cmocka_unit_test(
			the_overview_is_true_and_says_what_it_leaves_out),
		cmocka_unit_test(values_stand_with_what_they_would_leave),
		cmocka_unit_test(a_word_is_offered_as_what_it_may_mean),
		cmocka_unit_test(an_arn_goes_on_as_what_it_names),
		cmocka_unit_test(editing_a_chip_counts_what_would_remain),
		cmocka_unit_test(commands_are_listed_as_one_types),
		cmocka_unit_test(a_small_screen_is_the_list_s),
		cmocka_unit_test(the_line_says_what_enter_and_tab_do),
		cmocka_unit_test(a_completed_value_is_quoted_where_it_must_be),
		cmocka_unit_test(up_brings_the_last_line_back),
		cmocka_unit_test(backspace_on_nothing_leaves),
		cmocka_unit_test(a_long_line_scrolls_to_its_cursor),
		cmocka_unit_test(a_paste_opens_the_filter_as_one_literal),
		cmocka_unit_test(several_pasted_lines_are_any_of_them),
		cmocka_unit_test(a_paste_into_a_prompt_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
