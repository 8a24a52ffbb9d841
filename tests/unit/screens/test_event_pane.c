/* SPDX-License-Identifier: MIT */
/* test_event_pane.c - one event as lines: the top block by kind of event, the
 * tree and its folds, JSON, the story, search, and what `=` asks. */
#include "stage.h"

#define POLICY                                                                 \
	"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":"    \
	"\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}]}"

/* A view of one more event, shown alone and zoomed. */
static void open_one(struct stage *s, const char *who, const char *source,
		     const char *name, bool reads, const char *more)
{
	stage_bare(s, 110, 60);
	stage_fill(s);
	stage_add(s, 99, who, source, name, reads, more);
	stage_show(s);
	view_draw(s->view, &s->grid, true);
	play(s, "G 4 \\");
}

static void who_with_from_did(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ". 4 \\");
	shows(&s, " who    alice   IAM user   111122223333");
	shows(&s, " with   AKIAIOSFODNN7EXAMPLE   long-term key, "
		  "MFA not recorded");
	shows(&s, " from   203.0.113.10   aws-cli/2.1   us-east-1");
	shows(&s, " did    opened tcp/22 to 0.0.0.0/0 on sg-0123456789abcdef0");
	shows(&s, " why    ");
	stage_close(&s);
}

static void a_failure_is_told_as_an_attempt(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "iam", "CreateUser", false,
		 ",\"requestParameters\":{\"userName\":\"mallory\"},"
		 "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"not you\"");
	shows(&s, " did    tried CreateUser on user/mallory");
	shows(&s, " but    DENIED: not you  AccessDenied");
	hides(&s, "created user");
	stage_close(&s);
	open_one(&s, ALICE, "ec2", "RunInstances", false,
		 ",\"errorCode\":\"Client.RequestLimitExceeded\"");
	shows(&s, "THROTTLED: Client.RequestLimitExceeded");
	stage_close(&s);
}

/* What only AWS can read is one line until it is asked for, and why the event
 * is worth a look stands above it. */
static void an_encoded_message_is_folded(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "iam", "CreateUser", false,
		 ",\"requestParameters\":{\"userName\":\"mallory\"},"
		 "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"You are "
		 "not. Encoded authorization failure message: abcDEF_123\"");
	shows(&s,
	      " did    tried CreateUser on user/mallory\n"
	      " why    had it worked: a new user outlives the key that made it "
	      "(Persistence)\n"
	      " but    DENIED: You are not.  AccessDenied\n"
	      "      \u25b8 encoded authorization message, 49 letters");
	shows(&s, "errorMessage         You are not. (encoded, 49 letters)");
	hides(&s, "abcDEF_123");
	play(&s, "j j j j j j Enter");
	shows(&s, "Encoded authorization failure message: abcDEF_123");
	stage_close(&s);
}

static void what_says_nothing_stands_last(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "iam", "ListUsers", true,
		 ",\"requestParameters\":null,\"tlsDetails\":{\"a\":\"b\","
		 "\"c\":null}");
	play(&s, "G");
	shows(&s, "   eventVersion         1.08\n   requestParameters    null");
	stage_close(&s);
}

static void an_issued_key_is_told_with_its_use(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "sts", "AssumeRole", true,
		 ",\"responseElements\":{\"credentials\":{\"accessKeyId\":"
		 "\"ASIAIOSFODNN7EXAMPLE\",\"expiration\":\"12:00\"}}");
	shows(&s, " issued ASIAIOSFODNN7EXAMPLE   used in 5 events   "
		  "until 12:00");
	play(&s, "j j j j");
	hint_says(&s, "= key=ASIAIOSFODNN7EXAMPLE (5)");
	stage_close(&s);
	open_one(&s, ALICE, "iam", "CreateAccessKey", false,
		 ",\"responseElements\":{\"accessKey\":{\"accessKeyId\":"
		 "\"AKIANEVERUSEDEXAMPLE\"}}");
	shows(&s, "AKIANEVERUSEDEXAMPLE   used in no event loaded");
	stage_close(&s);
}

static void the_expiry_is_a_time_in_the_zone_shown(void **state)
{
	static const struct {
		const char *written, *shown;
	} cases[] = {
		{ "Feb 29, 2024, 10:01:39 AM", "until 10:01:39\n" },
		{ "Feb 29, 2024 9:01:39 PM", "until 21:01:39\n" },
		{ "Mar 1, 2024, 12:00:39\\u202fAM",
		  "until 2024-03-01 00:00:39\n" },
		{ "2024-02-29T10:01:39Z", "until 10:01:39\n" },
		{ "1709200899", "until 10:01:39\n" },
		{ "when the moon is full", "until when the moon is full\n" },
	};
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf more = { 0 };

		buf_addf(&more,
			 ",\"responseElements\":{\"credentials\":{"
			 "\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\","
			 "\"expiration\":\"%s\"}}",
			 cases[i].written);
		open_one(&s, ALICE, "sts", "AssumeRole", true, more.at);
		buf_release(&more);
		shows(&s, cases[i].shown);
		grid_resize(&s.grid, 40, 40);
		stage_settle(&s);
		shows(&s, cases[i].shown);
		stage_close(&s);
	}
}

#define PERSON                                                                 \
	"{\"type\":\"AssumedRole\",\"arn\":\"arn:aws:sts::111122223333:"       \
	"assumed-role/AWSReservedSSO_Ops_0123456789abcdef/"                    \
	"carol@example.com\","                                                 \
	"\"accountId\":\"111122223333\",\"onBehalfOf\":{\"userId\":"           \
	"\"01234567-89ab-4cde-8f01-23456789abcd\",\"identityStoreArn\":"       \
	"\"arn:aws:identitystore::111122223333:identitystore/d-0123456789\"}}"

/* ... and what it says is whole. */
static void a_label_never_stands_without_its_value(void **state)
{
	static const char human[] = "   01234567-89ab-4cde-8f01-23456789abcd";
	struct stage s;
	(void)state;

	open_one(&s, PERSON, "s3", "PutObject", false,
		 ",\"requestParameters\":{\"bucketName\":\"example-bucket\","
		 "\"peer\":\"arn:aws:s3:::another-bucket-of-theirs\"}");
	for (int width = 40; width < 140; width++) {
		grid_resize(&s.grid, width, 60);
		stage_settle(&s);
		hides(&s, "\u2026/");
		if (!strstr(screen(&s), "on behalf of\n"))
			shows(&s, human);
		else if (width >= 48)
			shows(&s, "on behalf of\n        01234567-");
		hides(&s, "   target\n        \n");
		shows(&s, "-bucket-of-theirs");
	}
	stage_close(&s);
}

static void a_sign_in_tells_success_and_mfa(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, "{\"type\":\"IAMUser\",\"userName\":\"alice\"}", "signin",
		 "ConsoleLogin", false,
		 ",\"responseElements\":{\"ConsoleLogin\":\"Failure\"},"
		 "\"additionalEventData\":{\"MFAUsed\":\"No\"},"
		 "\"eventType\":\"AwsConsoleSignIn\"");
	shows(&s, " with   console sign-in");
	shows(&s, " login  Failure   without MFA");
	shows(&s, "DENIED: ");
	stage_close(&s);
}

static void mfa_is_told_only_where_it_is_recorded(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s,
		 "{\"type\":\"IAMUser\",\"userName\":\"alice\",\"accessKeyId\":"
		 "\"ASIAIOSFODNN7EXAMPLE\",\"sessionContext\":{\"attributes\":{"
		 "\"mfaAuthenticated\":\"false\",\"creationDate\":"
		 "\"2024-02-29T08:00:00Z\"}}}",
		 "s3", "ListBuckets", true, "");
	shows(&s, "temporary key, without MFA   ");
	shows(&s, "   since 08:00:00");
	stage_close(&s);
}

static void a_service_has_no_credential(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, SERVICE, "ec2", "DescribeInstances", true, "");
	shows(&s, " who    autoscaling");
	shows(&s, "AWS service");
	shows(&s, " with   no credential");
	hides(&s, "MFA");
	stage_close(&s);
}

static void a_call_across_accounts_tells_both(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s,
		 "{\"type\":\"AWSAccount\",\"accountId\":\"444455556666\","
		 "\"principalId\":\"AIDAEXAMPLE\"}",
		 "sts", "AssumeRole", true, "");
	shows(&s, " across 444455556666   from this account into   "
		  "111122223333");
	stage_close(&s);
}

static void events_of_one_second_say_so(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	for (int i = 0; i < 3; i++)
		stage_add(&s, 5, ALICE, "s3", "ListBuckets", true, "");
	stage_add(&s, 6, ALICE, "s3", "ListBuckets", true, "");
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	play(&s, "j");
	shows(&s, "2 of 3 in this second");
	play(&s, "G");
	hides(&s, "in this second");
	stage_close(&s);
}

static void hidden_characters_are_warned_of_by_place(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "iam", "CreateUser", false,
		 ",\"requestParameters\":{\"userName\":\"a\\u202elice\"}");
	shows(&s, "hidden characters in requestParameters.userName");
	shows(&s, "a<U+202E>lice");
	stage_close(&s);
}

static void it_tells_file_and_byte(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 60);
	stage_file(&s, "trail/a.json.gz", 30, NULL);
	stage_fill(&s);
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	play(&s, "G 4 \\");
	shows(&s, " file   trail/a.json.gz   byte 29");
	stage_close(&s);
}

/* ---- tree ---- */

static void what_was_asked_stands_first(void **state)
{
	struct stage s;
	const char *text;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\");
	text = screen(&s);
	assert_true(strstr(text, "requestParameters") <
		    strstr(text, "eventVersion"));
	shows(&s, "     groupId      sg-0123456789abcdef0");
	shows(&s, " ▸ userIdentity         5 keys");
	stage_close(&s);
}

static void values_that_make_it_notable_stand_out(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\ / \"fromPort\" Enter");
	play(&s, "4");
	shows(&s, "fromPort     22");
	styled(&s, STYLE_NOTABLE, text);
	assert_non_null(strstr(text, "0.0.0.0/0"));
	stage_close(&s);
}

static void enter_folds_and_unfolds_and_it_stays_so(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\ j j j j j j j j");
	shows(&s, "cidrIp");
	play(&s, "Enter");
	hides(&s, "cidrIp");
	shows(&s, " ▸ requestParameters    5 keys");
	play(&s, "Enter");
	shows(&s, "cidrIp");
	play(&s, "Enter 3 j");
	hides(&s, "     groupId");
	stage_close(&s);
}

static void lone_containers_are_joined_in_one_label(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "ec2", "X", true,
		 ",\"requestParameters\":{\"a\":{\"items\":[{\"b\":{}}]},"
		 "\"c\":[1,null]}");
	shows(&s, "     a.items[0].b   {}");
	shows(&s, "   ▾ c");
	shows(&s, "       [0]   1");
	shows(&s, "       [1]   null");
	stage_close(&s);
}

static void a_policy_in_a_string_is_unfolded(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "iam", "PutUserPolicy", false,
		 ",\"requestParameters\":{\"policyDocument\":\"" POLICY "\"}");
	shows(&s, "policyDocument");
	shows(&s, "JSON in a string");
	shows(&s, "Effect     Allow");
	stage_close(&s);
	open_one(&s, ALICE, "iam", "X", false,
		 ",\"responseElements\":{\"p\":"
		 "\"%7B%22Effect%22%3A%22Deny%22%7D\"}");
	shows(&s, "Effect   Deny");
	stage_close(&s);
}

/* What jansson would change is left as it was sent. */
static void json_that_would_change_stays_a_text(void **state)
{
	struct stage s;
	(void)state;

	open_one(&s, ALICE, "iam", "X", false,
		 ",\"requestParameters\":{\"a\":\"{\\\"x\\\":1,\\\"x\\\":2}\","
		 "\"b\":\"{\\\"x\\\":1.10}\",\"c\":\"{broken\",\"d\":\"{}\"}");
	shows(&s, "a   {\"x\":1,\"x\":2}");
	shows(&s, "b   {\"x\":1.10}");
	shows(&s, "c   {broken");
	shows(&s, "d   {}");
	stage_close(&s);
}

static void equals_asks_for_the_value_under_the_cursor(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\");
	hint_says(&s, "= user=alice (17)");
	play(&s, "l l");
	hint_says(&s, "= account=111122223333 (30)");
	play(&s, "/ \"cidrIp\" Enter");
	hint_says(&s, "1/1");
	play(&s, "k j");
	hint_says(&s, "= requestParameters.cidrIp=\"0.0.0.0/0\" (1)");
	play(&s, "=");
	filter_says(&s, "requestParameters.cidrIp=\"0.0.0.0/0\"");
	filter_says(&s, "1 of 30");
	stage_close(&s);
}

#define LONG_ROLE "example-deploy-role-of-the-team-that-builds-the-shop"
#define LONG_ROLE_FIRST "example-deploy-role-of-the-team-th"
#define ON_INSTANCE                                                            \
	"{\"type\":\"AssumedRole\",\"principalId\":\"AROAEXAMPLE:"             \
	"i-0123456789abcdef0\",\"arn\":\"arn:aws:sts::111122223333:"           \
	"assumed-role/" LONG_ROLE "/i-0123456789abcdef0\",\"accountId\":"      \
	"\"111122223333\",\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\","           \
	"\"sessionContext\":{\"attributes\":{\"mfaAuthenticated\":"            \
	"\"false\"},\"sessionIssuer\":{\"type\":\"Role\",\"arn\":"             \
	"\"arn:aws:iam::111122223333:role/" LONG_ROLE "\",\"accountId\":"      \
	"\"111122223333\",\"userName\":\"" LONG_ROLE "\"}}}"

/* Neither beside a long name nor at the end of a line; and of MFA nothing is
 * said by halves. */
static void an_id_is_never_cut(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_add(&s, 0, ON_INSTANCE, "ec2", "DescribeTags", true, "");
	stage_show(&s);
	play(&s, "4");
	shows(&s, "role/example-");
	shows(&s, "   i-0123456789abcdef0");
	shows(&s, "temporary key, MFA unknown\n");
	hides(&s, "tells nothing");
	grid_resize(&s.grid, 48, 16);
	stage_settle(&s);
	shows(&s, " who    role/" LONG_ROLE_FIRST "\n"
		  "        at-builds-the-shop\n"
		  "        i-0123456789abcdef0   role\n"
		  " with   ASIAIOSFODNN7EXAMPLE\n"
		  "        temporary key, MFA unknown\n");
	grid_resize(&s.grid, 165, 50);
	stage_settle(&s);
	shows(&s, "temporary key, MFA unknown   mfaAuthenticated: false tells "
		  "nothing");
	stage_close(&s);

	stage_open(&s, 40, 12);
	play(&s, ". 4");
	shows(&s, "did    opened tcp/22 to 0.0.0.0/0 on\n"
		  "        sg-0123456789abcdef0");
	stage_close(&s);
}

static void long_values_wrap_and_all_of_them_can_be_reached(void **state)
{
	struct stage s;
	struct buf more = { 0 };
	(void)state;

	buf_addf(&more, ",\"requestParameters\":{\"userData\":\"");
	for (int i = 0; i < 200; i++)
		buf_addf(&more, "line%03d ", i);
	buf_addf(&more, "\"}");
	open_one(&s, ALICE, "ec2", "RunInstances", false, more.at);
	buf_release(&more);
	shows(&s, "userData   line000 line001");
	shows(&s, "line199");
	grid_resize(&s.grid, 40, 12);
	stage_settle(&s);
	play(&s, "/ \"line199\" Enter");
	shows(&s, "line199");
	stage_close(&s);
}

static void search_finds_what_is_folded_away(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\");
	hides(&s, "arn:aws:iam");
	play(&s, "/ \"user/alice\" Enter");
	shows(&s, "arn:aws:iam::111122223333:user/alice");
	hint_says(&s, "1/1");
	play(&s, "/ \"nowhere\" Enter");
	hint_says(&s, "nothing in this event has nowhere");
	stage_close(&s);
}

/* ---- the other forms ---- */

static void json_is_the_record_and_can_be_asked_too(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\ v");
	shows(&s, " {\n   \"eventVersion\": \"1.08\",");
	shows(&s, "   \"userIdentity\": {\n     \"type\": \"IAMUser\",");
	shows(&s, "     \"toPort\": 22,");
	play(&s, "/ \"cidrIp\" Enter k j");
	hint_says(&s, "= requestParameters.cidrIp=\"0.0.0.0/0\" (1)");
	stage_close(&s);
}

static void the_story_has_its_neighbours(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\ v v");
	shows(&s, "On 2024-02-29 at 09:00:41 UTC, alice (IAM user), with "
		  "AKIAIOSFODNN7EXAMPLE");
	shows(&s, "opened tcp/22 to 0.0.0.0/0");
	shows(&s, "Why it matters: ");
	shows(&s, "the same key, before and after");
	shows(&s, "09:00:30   ! DeleteBucket  s3/example-bucket");
	shows(&s, "09:00:40   · CreateTags");
	shows(&s, "09:00:41   ● AuthorizeSecurityGroupIngress");
	hides(&s, "09:00:50");
	stage_close(&s);
}

static void enter_on_a_neighbour_goes_there(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 \\ v v / \"CreateTags\" Enter Enter");
	shows(&s, "at 09:00:40 UTC");
	stage_close(&s);
}

static void a_step_back_gives_the_scroll_back(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 60);
	play(&s, ". 4 j j j j j j j =");
	filter_says(&s, "groupId");
	play(&s, "3 k Esc Esc");
	shows(&s, "8 of ");
	stage_close(&s);
}

/* ---- everything is survived ---- */

static void every_size_is_survived(void **state)
{
	static const char *const keys[] = { "4", "v",   "v", "3",
					    "?", "Esc", "i", "Esc" };
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ".");
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		play(&s, keys[i]);
		for (int width = 1; width < 180; width += 7)
			for (int height = 1; height < 50; height += 3) {
				grid_resize(&s.grid, width, height);
				view_draw(s.view, &s.grid, true);
			}
		grid_resize(&s.grid, 120, 40);
	}
	stage_close(&s);
}

static void a_deep_and_a_wide_record_are_survived(void **state)
{
	struct stage s;
	struct buf more = { 0 };
	(void)state;

	buf_addf(&more, ",\"requestParameters\":{\"deep\":");
	for (int i = 0; i < 480; i++)
		buf_addf(&more, "{\"a\":1,\"b\":");
	buf_addf(&more, "2");
	for (int i = 0; i < 480; i++)
		buf_addc(&more, '}');
	buf_addf(&more, ",\"wide\":[");
	for (int i = 0; i < 70000; i++)
		buf_addf(&more, "%s%d", i ? "," : "", i);
	buf_addf(&more, "]}");
	stage_bare(&s, 120, 40);
	stage_add(&s, 1, ALICE, "s3", "placeholder", true, "");
	{
		struct buf json = { 0 };

		buf_addf(&json, "{\"eventTime\":\"2024-02-29T10:00:00Z\","
				"\"eventName\":\"X\",\"eventSource\":"
				"\"s3.amazonaws.com\"");
		buf_add(&json, buf_str(&more));
		buf_addc(&json, '}');
		stage_json(&s, json.at);
		buf_release(&json);
	}
	buf_release(&more);
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	play(&s, "G 4 G");
	shows(&s, "of ");
	play(&s, "/ \"69\" n v G v G");
	stage_close(&s);
}

static const char sample[] =
	"{\"eventTime\":\"2024-02-29T10:00:00Z\",\"eventName\":\"AssumeRole\","
	"\"eventSource\":\"sts.amazonaws.com\",\"errorCode\":\"AccessDenied\","
	"\"userIdentity\":" DEPLOY(
		"ci-1") ",\"requestParameters\":{\"p\":\"" POLICY
			"\",\"cidrIp\":\"0.0.0.0/0\",\"l\":[1,2.5,null,{},[]]},"
			"\"responseElements\":{\"credentials\":{"
			"\"accessKeyId\":\"ASIA\","
			"\"expiration\":\"x\"},\"ConsoleLogin\":\"Success\"},"
			"\"addendum\":"
			"{\"reason\":\"UPDATED_DATA\"},\"tlsDetails\":{"
			"\"tlsVersion\":\"TLSv\"}}";

/* Adds those of many spoilt records that can still be read. */
static unsigned add_spoilt(struct stage *s)
{
	static const char bytes[] = "\"{}[],:\\un0e-.tf\x80\xe2\x1f";
	unsigned seed = 7, added = 0;
	char text[sizeof(sample)];
	struct err err;

	for (int i = 0; i < 3000; i++) {
		memcpy(text, sample, sizeof(sample));
		for (int n = 0; n < 1 + i % 3; n++) {
			seed = seed * 1103515245 + 12345;
			text[1 + (seed >> 8) % (sizeof(sample) - 3)] =
				bytes[(seed >> 4) % (sizeof(bytes) - 1)];
		}
		if (shredder_add(s->shredder, s->batch, str_of(text),
				 (struct origin){ 0, added }, &err) < 0)
			continue;
		added += meaning_fill(s->meaning, s->batch, &err) == 0;
	}
	return added;
}

static void spoilt_records_are_survived(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 80, 24);
	s.batch = shredder_batch(s.shredder);
	assert_true(add_spoilt(&s) > 100);
	stage_show(&s);
	view_draw(s.view, &s.grid, true);
	for (size_t row = 0; row < store_rows(s.store); row++) {
		view_key(s.view, (struct key){ .code = row % 3 ? 'j' : 'v' });
		view_draw(s.view, &s.grid, true);
	}
	play(&s, "/ \"e\" Enter 4 n n N");
	stage_close(&s);
}

static void a_sentence_of_the_story_is_marked_whole(void **state)
{
	struct stage s;
	char text[1024];
	(void)state;

	stage_open(&s, 60, 30);
	play(&s, "4 v v");
	styled(&s, STYLE_SELECTED, text);
	assert_non_null(strstr(text, "On 2024-02-29"));
	assert_non_null(strstr(text, "in us-east-1:"));
	play(&s, "j");
	assert_null(strstr(styled(&s, STYLE_SELECTED, text), "us-east-1:"));
	stage_close(&s);
}

static void fold_is_offered_where_something_folds(void **state)
{
	char line[2048];
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ". 4 g");
	assert_null(strstr(line_of(&s, -1, line), "fold"));
	play(&s, "/ \"requestParameters\" Enter j k");
	hint_says(&s, " fold ");
	play(&s, "Enter");
	hint_says(&s, " unfold ");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sentence_of_the_story_is_marked_whole),
		cmocka_unit_test(who_with_from_did),
		cmocka_unit_test(a_failure_is_told_as_an_attempt),
		cmocka_unit_test(an_encoded_message_is_folded),
		cmocka_unit_test(what_says_nothing_stands_last),
		cmocka_unit_test(an_issued_key_is_told_with_its_use),
		cmocka_unit_test(the_expiry_is_a_time_in_the_zone_shown),
		cmocka_unit_test(a_label_never_stands_without_its_value),
		cmocka_unit_test(a_sign_in_tells_success_and_mfa),
		cmocka_unit_test(mfa_is_told_only_where_it_is_recorded),
		cmocka_unit_test(an_id_is_never_cut),
		cmocka_unit_test(a_service_has_no_credential),
		cmocka_unit_test(a_call_across_accounts_tells_both),
		cmocka_unit_test(events_of_one_second_say_so),
		cmocka_unit_test(hidden_characters_are_warned_of_by_place),
		cmocka_unit_test(it_tells_file_and_byte),
		cmocka_unit_test(what_was_asked_stands_first),
		cmocka_unit_test(values_that_make_it_notable_stand_out),
		cmocka_unit_test(enter_folds_and_unfolds_and_it_stays_so),
		cmocka_unit_test(lone_containers_are_joined_in_one_label),
		cmocka_unit_test(a_policy_in_a_string_is_unfolded),
		cmocka_unit_test(json_that_would_change_stays_a_text),
		cmocka_unit_test(equals_asks_for_the_value_under_the_cursor),
		cmocka_unit_test(
			long_values_wrap_and_all_of_them_can_be_reached),
		cmocka_unit_test(search_finds_what_is_folded_away),
		cmocka_unit_test(json_is_the_record_and_can_be_asked_too),
		cmocka_unit_test(the_story_has_its_neighbours),
		cmocka_unit_test(enter_on_a_neighbour_goes_there),
		cmocka_unit_test(a_step_back_gives_the_scroll_back),
		cmocka_unit_test(fold_is_offered_where_something_folds),
		cmocka_unit_test(every_size_is_survived),
		cmocka_unit_test(a_deep_and_a_wide_record_are_survived),
		cmocka_unit_test(spoilt_records_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
