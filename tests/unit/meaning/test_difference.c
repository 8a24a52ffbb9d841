/* SPDX-License-Identifier: MIT */
/* What two records differ in: values, keys, elements of arrays wherever they
 * stand, JSON in strings, and what that means. */
#include "sense.h"
#include "tree.h"

struct pair {
	struct desk *desk;
	struct arena arena;
	struct difference found;
	struct buf text;
};

static void differ(struct pair *pair, const char *old, const char *new)
{
	struct desk *desk = pair->desk;
	struct record a, b;

	sense(desk, old);
	sense(desk, new);
	batch_record(desk->batch, desk->batch->rows - 2, &a);
	b = last(desk);
	difference_release(&pair->found);
	arena_release(&pair->arena);
	pair->found = difference_make(&a, &b, &pair->arena);
}

/* Each row that is no equal one: its sign, path, old and new. */
static const char *rows_of(struct pair *pair, const struct change_row *row,
			   size_t rows)
{
	static const char signs[CHANGES] = "~-+*=";

	buf_reset(&pair->text);
	buf_add(&pair->text, STR(""));
	for (size_t i = 0; i < rows; i++)
		if (row[i].change != CHANGE_NONE)
			buf_addf(&pair->text, "%c %.*s|%.*s|%.*s\n",
				 signs[row[i].change], STR_ARG(row[i].path),
				 STR_ARG(row[i].old_text),
				 STR_ARG(row[i].new_text));
	return pair->text.len ? pair->text.at : "";
}

static void check(struct pair *pair, const char *old, const char *new,
		  const char *fields)
{
	differ(pair, old, new);
	assert_string_equal(rows_of(pair, pair->found.row, pair->found.rows),
			    fields);
}

static void check_meant(struct pair *pair, const char *meant)
{
	assert_string_equal(
		rows_of(pair, pair->found.meant, pair->found.meants), meant);
}

static int open_pair(void **state)
{
	struct pair *pair = xcalloc(1, sizeof(*pair));
	void *desk;

	if (sense_open(&desk) < 0)
		return -1;
	pair->desk = desk;
	*state = pair;
	return 0;
}

static int close_pair(void **state)
{
	struct pair *pair = *state;
	void *desk = pair->desk;

	difference_release(&pair->found);
	arena_release(&pair->arena);
	buf_release(&pair->text);
	free(pair);
	return sense_close(&desk);
}

static void test_values_and_keys(void **state)
{
	struct pair *pair = *state;

	check(pair,
	      "{'eventName':'A','requestParameters':{'a':'1','b':'x','c':{}}}",
	      "{'eventName':'A','requestParameters':{'d':[5],'a':1,'b':'y'}}",
	      "~ requestParameters.a|\"1\"|1\n"
	      "~ requestParameters.b|x|y\n"
	      "- requestParameters.c|{}|\n"
	      "+ requestParameters.d[0]||5\n");
	assert_int_equal(pair->found.count[CHANGE_BOTH], 2);
	assert_int_equal(pair->found.count[CHANGE_OLD], 1);
	assert_int_equal(pair->found.count[CHANGE_NEW], 1);
	assert_int_equal(pair->found.count[CHANGE_NONE], 1);
	check_meant(pair, "");
}

/* A string that holds JSON and JSON itself say the same, and are not the
 * same. */
static void test_spelling(void **state)
{
	struct pair *pair = *state;

	check(pair, "{'requestParameters':{'a':'{\\\"k\\\":1}'}}",
	      "{'requestParameters':{'a':{'k':1}}}",
	      "~ requestParameters.a|JSON in a string|the same, no string\n");
	check(pair, "{'requestParameters':{'a':'{\\\"k\\\":1}'}}",
	      "{'requestParameters':{'a':'{ \\\"k\\\": 1}'}}",
	      "~ requestParameters.a|JSON, spelled so|the same, spelled "
	      "otherwise\n");
	check(pair, "{'requestParameters':{'a':'{\\\"k\\\":1}'}}",
	      "{'requestParameters':{'a':'{ \\\"k\\\": 2}'}}",
	      "~ requestParameters.a.k|1|2\n");
}

/* What is gone or new does not put the others in another order. */
static void test_order(void **state)
{
	struct pair *pair = *state;

	check(pair, "{'requestParameters':{'a':['x','y','x']}}",
	      "{'requestParameters':{'a':['y','x']}}",
	      "- requestParameters.a[0]|x|\n");
	check(pair, "{'requestParameters':{'a':[{'k':1},2,3]}}",
	      "{'requestParameters':{'a':[2,3,{'n':4}]}}",
	      "- requestParameters.a[0].k|1|\n"
	      "+ requestParameters.a[2].n||4\n");
	check(pair, "{'requestParameters':{'a':[1,2,1]}}",
	      "{'requestParameters':{'a':[1,1,2]}}",
	      "~ requestParameters.a|elements in this order|elements in "
	      "another order\n");
}

/* What is another in each event is told apart; only where both have it. */
static void test_ids(void **state)
{
	struct pair *pair = *state;

	check(pair,
	      "{'eventID':'1','requestID':'r','eventTime':'t',"
	      "'requestParameters':{'clientToken':'x'},'sharedEventID':'s'}",
	      "{'eventID':'2','requestID':'q','eventTime':'t',"
	      "'requestParameters':{'clientToken':'y'}}",
	      "* eventID|1|2\n* requestID|r|q\n"
	      "* requestParameters.clientToken|x|y\n"
	      "- sharedEventID|s|\n");
	assert_int_equal(pair->found.count[CHANGE_NONE], 1);
}

/* An element taken from the front is one row, and not all of them. */
static void test_arrays(void **state)
{
	struct pair *pair = *state;

	check(pair, "{'requestParameters':{'a':['x','y','z']}}",
	      "{'requestParameters':{'a':['y','z']}}",
	      "- requestParameters.a[0]|x|\n");
	assert_int_equal(pair->found.count[CHANGE_NONE], 2);
	check(pair, "{'requestParameters':{'a':['x','y']}}",
	      "{'requestParameters':{'a':['x','n','y']}}",
	      "+ requestParameters.a[1]||n\n");
	check(pair, "{'requestParameters':{'a':['x','y']}}",
	      "{'requestParameters':{'a':['x','n']}}",
	      "~ requestParameters.a[1]|y|n\n");
	check(pair, "{'requestParameters':{'a':['x','x','y']}}",
	      "{'requestParameters':{'a':['x','y']}}",
	      "- requestParameters.a[1]|x|\n");
	check(pair, "{'requestParameters':{'a':['x','y']}}",
	      "{'requestParameters':{'a':['y','x']}}",
	      "~ requestParameters.a|elements in this order|elements in "
	      "another order\n");
}

/* Elements are compared with those most like them; a name tells most. */
static void test_likeness(void **state)
{
	struct pair *pair = *state;

	check(pair,
	      "{'requestParameters':{'a':[{'id':'1','v':'p'},"
	      "{'id':'2','v':'q'}]}}",
	      "{'requestParameters':{'a':[{'id':'0','v':'p'},"
	      "{'id':'1','v':'q'},{'id':'2','v':'q'}]}}",
	      "~ requestParameters.a[1].v|p|q\n"
	      "+ requestParameters.a[0].id||0\n"
	      "+ requestParameters.a[0].v||p\n");
}

static void test_other_kinds(void **state)
{
	struct pair *pair = *state;

	check(pair, "{'requestParameters':{'a':{'b':{'c':1}}}}",
	      "{'requestParameters':{'a':{'b':{}},'e':null}}",
	      "- requestParameters.a.b.c|1|\n"
	      "+ requestParameters.a.b||{}\n"
	      "+ requestParameters.e||null\n");
	check(pair, "{'a':{'0':1}}", "{'a':[1]}", "- a.0|1|\n+ a[0]||1\n");
	check(pair, "{'a':{'x':1,'y':2}}", "{'a':{'y':2,'x':1}}", "");
}

#define POLICY(statements)                                                     \
	"{'eventName':'PutUserPolicy','requestParameters':{'policyDocument':'" \
	"{`Version`:`2012-10-17`,`Statement`:" statements "}'}}"
#define READ "{`Sid`:`r`,`Effect`:`Allow`,`Action`:`s3:Get*`,`Resource`:`*`}"
#define ALL "{`Effect`:`Allow`,`Action`:`*`,`Resource`:`*`}"

static void test_policies(void **state)
{
	struct pair *pair = *state;

	differ(pair, POLICY("[" READ "]"), POLICY("[" ALL "," READ "]"));
	check_meant(pair, "+ requestParameters.policyDocument||Allow * on *\n");
	assert_int_equal(pair->found.count[CHANGE_NEW], 3);
	assert_int_equal(pair->found.count[CHANGE_BOTH], 0);
	/* one statement alone is a list of itself */
	differ(pair, POLICY("[" ALL "]"), POLICY(ALL));
	check_meant(pair, "");
	differ(pair, POLICY("[" READ "]"),
	       POLICY("[{`Sid`:`r`,`Effect`:`Allow`,`Action`:`s3:*`,"
		      "`Resource`:`*`}]"));
	check_meant(pair, "~ requestParameters.policyDocument|Allow s3:Get* on "
			  "*|Allow s3:* on *\n");
	differ(pair, POLICY("[" READ "]"),
	       "{'eventName':'DeleteUserPolicy','requestParameters':null}");
	check_meant(pair,
		    "- requestParameters.policyDocument|Allow s3:Get* on *|\n");
}

/* The same call comes in two forms; a field alone does not tell what. */
static void test_rules(void **state)
{
	struct pair *pair = *state;

	differ(pair,
	       "{'eventName':'AuthorizeSecurityGroupIngress',"
	       "'requestParameters':{'ipPermissions':{'items':[{'ipProtocol':"
	       "'tcp','fromPort':443,'toPort':443,'ipRanges':{'items':"
	       "[{'cidrIp':'0.0.0.0/0'}]}}]}}}",
	       "{'eventName':'AuthorizeSecurityGroupIngress',"
	       "'requestParameters':{'ipProtocol':'tcp','fromPort':22,"
	       "'toPort':22,'cidrIp':'0.0.0.0/0'}}");
	check_meant(pair, "- in tcp/443|open to 0.0.0.0/0|\n"
			  "+ in tcp/22||open to 0.0.0.0/0\n"
			  "~ form|nested: ipPermissions.items|"
			  "flat: ipProtocol, fromPort, toPort, cidrIp\n");
	differ(pair,
	       "{'eventName':'AuthorizeSecurityGroupEgress',"
	       "'requestParameters':{'ipProtocol':'tcp','fromPort':22,"
	       "'toPort':22,'cidrIp':'10.0.0.0/8'}}",
	       "{'eventName':'RevokeSecurityGroupEgress',"
	       "'requestParameters':{'ipProtocol':'tcp','fromPort':22,"
	       "'toPort':22,'cidrIp':'10.0.0.0/8'}}");
	check_meant(pair,
		    "~ out tcp/22|open to 10.0.0.0/8|close to 10.0.0.0/8\n");
}

/* Arrays of thousands of elements that have nothing in common. */
static void test_large(void **state)
{
	struct pair *pair = *state;
	struct buf old = { 0 }, new = { 0 };

	buf_add(&old, STR("{'requestParameters':{'a':["));
	buf_add(&new, STR("{'requestParameters':{'a':["));
	for (int i = 0; i < 9000; i++) {
		buf_addf(&old, "%s{'v':'o%d'}", i ? "," : "", i);
		buf_addf(&new, "%s{'v':'n%d'}", i ? "," : "", i);
	}
	buf_add(&old, STR("]}}"));
	buf_add(&new, STR(",{'v':'o8999'}]}}"));
	differ(pair, old.at, new.at);
	assert_int_equal(pair->found.count[CHANGE_NONE], 1);
	assert_int_equal(pair->found.count[CHANGE_OLD], 8999);
	assert_int_equal(pair->found.count[CHANGE_NEW], 9000);
	buf_release(&old);
	buf_release(&new);
}

#define PAIRED(test)                                                           \
	cmocka_unit_test_setup_teardown(test, open_pair, close_pair)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAIRED(test_values_and_keys), PAIRED(test_spelling),
		PAIRED(test_order),           PAIRED(test_ids),
		PAIRED(test_arrays),          PAIRED(test_likeness),
		PAIRED(test_other_kinds),     PAIRED(test_policies),
		PAIRED(test_rules),           PAIRED(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
