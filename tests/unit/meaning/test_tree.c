/* SPDX-License-Identifier: MIT */
/* A record as a tree: its nodes, JSON in its strings, and what policies and
 * selectors say in words. */
#include "sense.h"
#include "tree.h"

/* The node at the end of the path; NULL: there is none. Borrowed until the
 * next call. */
static const struct tree_node *node_at(struct desk *desk, const char *path)
{
	static struct tree tree;
	static struct arena arena;
	struct record record = last(desk);

	tree_release(&tree);
	arena_release(&arena);
	tree = tree_make(&record, TREE_NODES, &arena);
	for (size_t i = 0; i < tree.count; i++)
		if (str_eq(tree.at[i].path, str_of(path)))
			return &tree.at[i];
	return NULL;
}

static void assert_says(struct desk *desk, const char *path, const char *says)
{
	const struct tree_node *node = node_at(desk, path);

	if (!node)
		fail_msg("no node at %s", path);
	if (!str_eq(node->says, str_of(says)))
		fail_msg("%s says '%.*s' and not '%s'", path,
			 STR_ARG(node->says), says ? says : "(nothing)");
}

static void test_nodes(void **state)
{
	struct desk *desk = *state;
	const struct tree_node *node;

	sense(desk, "{'eventName':'A','requestParameters':{'a':[{'b':1},{}],"
		    "'c':null}}");
	node = node_at(desk, "requestParameters");
	assert_int_equal(node->kind, TREE_INSIDE);
	assert_int_equal(node->children, 2);
	assert_true(node_at(desk, "requestParameters.a")->list);
	node = node_at(desk, "requestParameters.a[0].b");
	assert_int_equal(node->kind, TREE_PLAIN);
	assert_true(str_eq(node->text, STR("1")));
	assert_true(str_eq(node_at(desk, "requestParameters.a[1]")->text,
			   STR("{}")));
	assert_true(str_eq(node_at(desk, "requestParameters.c")->text,
			   STR("null")));
}

/* A policy in a text, one encoded for a URL, and one in a text in a text. */
static void test_json_in_strings(void **state)
{
	struct desk *desk = *state;
	const struct tree_node *node;

	sense(desk, "{'eventName':'PutUserPolicy','requestParameters':"
		    "{'policyDocument':'{`Statement`:[{`Effect`:`Allow`,"
		    "`Action`:`*`,`Resource`:`*`}]}'}}");
	assert_says(desk, "requestParameters.policyDocument", "Allow * on *");
	node = node_at(desk,
		       "requestParameters.policyDocument.Statement[0].Action");
	assert_non_null(node);
	assert_int_equal(node->level, 1);
	assert_true(str_eq(node->text, STR("*")));

	sense(desk, "{'responseElements':{'policyDocument':"
		    "'%7B%22Statement%22%3A%7B%22Effect%22%3A%22Deny%22%2C"
		    "%22Action%22%3A%22iam%3A%2A%22%2C%22Resource%22%3A%22*"
		    "%22%7D%7D'}}");
	assert_says(desk, "responseElements.policyDocument", "Deny iam:* on *");

	sense(desk, "{'requestParameters':{'body':'{`inner`:`{\\\\`a\\\\`:"
		    "[5]}`}'}}");
	node = node_at(desk, "requestParameters.body.inner.a[0]");
	assert_non_null(node);
	assert_int_equal(node->level, 2);
}

/* What is no JSON, or would change on the way, stays the text it is. */
static void test_what_stays_a_text(void **state)
{
	static const char *const texts[] = { "{`a`:1",         "{}",
					     "{`a`:1.10}",     "{`a`:1,`a`:2}",
					     "%7Bnot so%7D",   "[",
					     "100% of it all", "%zz" };
	struct desk *desk = *state;
	struct buf json = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		buf_reset(&json);
		buf_addf(&json, "{'requestParameters':{'a':'%s'}}", texts[i]);
		sense(desk, json.at);
		assert_int_equal(node_at(desk, "requestParameters.a")->kind,
				 TREE_STRING);
	}
	buf_release(&json);
}

/* JSON nested as deep as a text may be, and strings in strings in strings:
 * what is over the bounds is left out and counted, nothing breaks. */
static void test_hostile(void **state)
{
	struct desk *desk = *state;
	struct record record;
	struct arena arena = { 0 };
	struct buf json = { 0 };
	struct tree tree;

	buf_add(&json, STR("{'requestParameters':{'a':'"));
	for (int i = 0; i < 2000; i++)
		buf_addc(&json, '[');
	for (int i = 0; i < 2000; i++)
		buf_addc(&json, ']');
	buf_add(&json, STR("','b':'["));
	for (int i = 0; i < 40000; i++)
		buf_add(&json, STR("1,"));
	buf_add(&json, STR("1]'}}"));
	sense(desk, json.at);
	record = last(desk);
	tree = tree_make(&record, TREE_NODES, &arena);
	assert_int_equal(tree.count, TREE_NODES);
	assert_int_equal(tree.count + tree.left_out, 1 + 2000 + 1 + 40001);
	tree_release(&tree);
	arena_release(&arena);
	buf_release(&json);
}

static void test_statements(void **state)
{
	static const struct {
		const char *statement, *says;
	} cases[] = {
		{ "'Effect':'Allow','Principal':'*','Action':'s3:GetObject',"
		  "'Resource':'arn:aws:s3:::b/*'",
		  "Allow s3:GetObject to everyone on arn:aws:s3:::b/*" },
		{ "'Effect':'Allow','Principal':{'AWS':'*'},'Action':['a:B',"
		  "'a:C','a:D','a:E','a:F'],'Resource':'*'",
		  "Allow a:B, a:C, a:D and 2 more to everyone on *" },
		{ "'Effect':'Allow','Principal':{'Service':"
		  "'lambda.amazonaws.com'},'Action':'sts:AssumeRole'",
		  "Allow sts:AssumeRole to lambda.amazonaws.com" },
		{ "'Effect':'Deny','NotPrincipal':{'AWS':'arn:aws:iam::"
		  "111122223333:root'},'NotAction':'iam:*','NotResource':'r'",
		  "Deny all but iam:* to all but arn:aws:iam::111122223333:"
		  "root on all but r" },
		{ "'Effect':'Allow','Action':'*','Resource':'*','Condition':"
		  "{'Bool':{'aws:MultiFactorAuthPresent':'true'}}",
		  "Allow * on * if aws:MultiFactorAuthPresent" },
	};
	struct desk *desk = *state;
	struct buf json = { 0 };

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		buf_reset(&json);
		buf_addf(&json,
			 "{'requestParameters':{'bucketPolicy':{'Statement':"
			 "[{%s}]}}}",
			 cases[i].statement);
		sense(desk, json.at);
		assert_says(desk, "requestParameters.bucketPolicy",
			    cases[i].says);
	}
	buf_release(&json);
}

static void test_several_statements(void **state)
{
	struct desk *desk = *state;

	sense(desk, "{'requestParameters':{'policy':{'Statement':["
		    "{'Effect':'Allow','Action':'a:A','Resource':'*'},"
		    "{'Effect':'Deny','Action':'a:B','Resource':'*'},"
		    "{'Effect':'Deny','Action':'a:C','Resource':'*'},"
		    "{'Sid':'no effect'}]},'Statement':'a text'}}");
	assert_says(desk, "requestParameters.policy",
		    "3 statements: Allow a:A on *; Deny a:B on *; and 1 more");
	assert_says(desk, "requestParameters.policy.Statement[2]",
		    "Deny a:C on *");
	assert_says(desk, "requestParameters.policy.Statement[3]", NULL);
	assert_says(desk, "requestParameters", NULL);
}

static void test_selectors(void **state)
{
	struct desk *desk = *state;

	sense(desk,
	      "{'requestParameters':{'eventSelectors':[{'readWriteType':"
	      "'ReadOnly','includeManagementEvents':false,"
	      "'dataResources':[{'type':'AWS::S3::Object','values':[]}]}"
	      ",{'readWriteType':'All','includeManagementEvents':true,"
	      "'excludeManagementEventSources':['kms.amazonaws.com']}]}}");
	assert_says(desk, "requestParameters.eventSelectors[0]",
		    "reads of no management events; no AWS::S3::Object");
	assert_says(desk, "requestParameters.eventSelectors[1]",
		    "reads and writes of management events but those of "
		    "kms.amazonaws.com");
	sense(desk, "{'requestParameters':{'advancedEventSelectors':[{'name':"
		    "'x','fieldSelectors':[{'field':'eventCategory','equals':"
		    "['Management']},{'field':'readOnly','notEquals':['true']}"
		    "]}]}}");
	assert_says(desk, "requestParameters.advancedEventSelectors",
		    "eventCategory is Management, readOnly is not true");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SENSED(test_nodes),
		SENSED(test_json_in_strings),
		SENSED(test_what_stays_a_text),
		SENSED(test_hostile),
		SENSED(test_statements),
		SENSED(test_several_statements),
		SENSED(test_selectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
