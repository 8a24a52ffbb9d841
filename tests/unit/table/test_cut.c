/* SPDX-License-Identifier: MIT */
/* Names cut to a column: what stays, and that two never look the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../../tui/table/cut.h"

/* How `text` looks among the others, which end with NULL. */
static void assert_cut(int width, const char *text, const char *want,
		       const char *const *others)
{
	struct cuts *cuts = NULL;
	char *got;

	cuts_begin(&cuts);
	cuts_keep(cuts, (struct cut_word){ .text = str_of(text) });
	for (; others && *others; others++)
		cuts_keep(cuts, (struct cut_word){ .text = str_of(*others) });
	cuts_fit(cuts, false, width);
	cuts_settle(cuts);
	got = xstrdup(cuts_of(cuts, str_of(text)));
	assert_string_equal(got, want);
	free(got);
	cuts_free(cuts);
}

static void what_all_begin_with_goes_first(void **state)
{
	static const char *const roles[] = {
		"role/blue-team-drill-read-usr-data-role",
		"role/blue-team-drill-take-password-role",
		"role/blue-team-drill-leave-org-role", NULL
	};
	(void)state;

	assert_cut(20, "role/blue-team-drill-get-usr-data-role",
		   "role/\u2026get-usr-data\u2026", roles);
	assert_cut(24, "role/blue-team-drill-get-usr-data-role",
		   "role/\u2026get-usr-data-role", roles);
	assert_cut(40, "role/blue-team-drill-get-usr-data-role",
		   "role/blue-team-drill-get-usr-data-role", roles);
}

static void an_object_keeps_its_bucket_and_its_end(void **state)
{
	static const char *const objects[] = {
		"example-web-assets/2026/03/14/part-01382.json.gz",
		"example-logs/2026/03/14/part-01381.json.gz", NULL
	};
	const char *object = "example-web-assets/2026/03/14/part-01381.json.gz";
	(void)state;

	assert_cut(32, object, "example-web-assets/\u202601381.json\u2026",
		   objects);
	assert_cut(23, object, "\u2026assets/\u202601381.json.gz", objects);
	assert_cut(14, object, "ex\u2026ts/\u202601381\u2026", objects);
	assert_cut(23, object, "\u2026assets/\u202601381.json.gz", NULL);
	assert_cut(14, "opened tcp/22 to 0.0.0.0/0 on a group",
		   "opened tcp/22\u2026", NULL);
	assert_cut(14, "WebServer/i-0123456789abcdef0", "WebServe\u2026cdef0",
		   NULL);
}

static void words_stay_whole(void **state)
{
	static const char *const calls[] = { "AuthorizeSecurityGroupEgress",
					     "DescribeVolumes",
					     "RevokeSecurityGroupIngress",
					     NULL };
	(void)state;

	assert_cut(23, "AuthorizeSecurityGroupIngress",
		   "Authorize\u2026GroupIngress", calls);
	assert_cut(20, "DescribeAvailabilityZones", "DescribeAvaila\u2026Zones",
		   calls);
	assert_cut(
		16, "WebServer/i-0123456789abcdef1", "WebServer/\u2026cdef1",
		(const char *const[]){ "WebServer/i-0123456789abcdef0", NULL });
}

static void ids_keep_both_ends(void **state)
{
	(void)state;

	assert_cut(12, "AKIAIOSFODNN7EXAMPLE", "AKIAIOS\u2026MPLE", NULL);
	assert_cut(8, "secretsmanager", "secr\u2026ger", NULL);
	assert_cut(18, "db/terraform-20260314021511000000000001",
		   "db/terrafor\u2026000001", NULL);
	assert_cut(1, "AKIAIOSFODNN7EXAMPLE", "\u2026", NULL);
	assert_cut(12, "session/CLOUDTRAIL_SESSION", "session/\u2026SE\u2026",
		   (const char *const[]){ "session/CLOUDTRAIL_OTHER", NULL });
}

static void what_stands_behind_a_name_is_not_cut(void **state)
{
	static const char *const roles[] = {
		"role/blue-team-drill-get-usr-data \u20263333",
		"role/blue-team-drill-leave-org \u20266666", NULL
	};
	(void)state;

	assert_cut(22, "role/blue-team-drill-get-usr-data \u20266666",
		   "role/\u2026get-usr\u2026 \u20266666", roles);
	assert_cut(22, "role/blue-team-drill-get-usr-data +12",
		   "role/\u2026get-usr-data +12", roles);
}

static void no_cut_is_marked_twice_in_one_place(void **state)
{
	static const char *const names[] = {
		"session/CLOUDTRAIL-eu", "session/CLOUDWATCH-eu",
		"session/x@example.com", "role/data-a", "role/data-bcdefgh"
	};
	(void)state;

	for (int width = 1; width < 20; width++) {
		struct cuts *cuts = NULL;

		cuts_begin(&cuts);
		for (size_t i = 0; i < ARRAY_LEN(names); i++)
			cuts_keep(cuts, (struct cut_word){
						.text = str_of(names[i]) });
		cuts_fit(cuts, false, width);
		cuts_settle(cuts);
		for (size_t i = 0; i < ARRAY_LEN(names); i++)
			assert_true(str_search(cuts_of(cuts, str_of(names[i])),
					       STR("\u2026\u2026")) < 0);
		cuts_free(cuts);
	}
}

static void a_sentence_is_cut_at_its_end(void **state)
{
	static const char *const deeds[] = {
		"opened tcp/22 to 0.0.0.0/0 on sg-1", NULL
	};
	(void)state;

	assert_cut(20, "created access key AKIAIOSFODNN7EXAMPLE for bob",
		   "created access key \u2026", deeds);
	assert_cut(20, "opened tcp/22 to 0.0.0.0/0 on sg-2",
		   "opened tcp/\u2026on sg-2", deeds);
}

static void a_brief_form_stands_for_the_whole_unless_two_have_it(void **state)
{
	struct cuts *cuts = NULL;
	struct cut_word one = { STR("role/Admin/carol@example.com"),
				STR("carol@example.com"), 0 };
	struct cut_word two = { STR("role/Reader/carol@example.com"),
				STR("carol@example.com"), 0 };
	(void)state;

	cuts_begin(&cuts);
	cuts_fit(cuts, false, 18);
	cuts_meet(cuts, one);
	cuts_settle(cuts);
	assert_true(str_eq(cuts_of(cuts, one.text), one.brief));
	cuts_fit(cuts, false, 18);
	cuts_meet(cuts, two);
	cuts_meet(cuts, one);
	cuts_settle(cuts);
	assert_false(str_eq(cuts_of(cuts, one.text), cuts_of(cuts, two.text)));
	cuts_free(cuts);
}

/* ---- that two never look the same ---- */

static uint64_t turn = 1;

static unsigned any(unsigned below)
{
	turn = hash_mix(turn, 12345);
	return (unsigned)(turn % below);
}

/* Words as people and generators of infrastructure put them together. */
static void put_name(struct buf *out)
{
	static const char *const parts[] = {
		"role/",         "prod-",       "prod-", "web",   "Get",
		"Object",        "-",           "/",     "team-", "data",
		"example.com",   "us-east-1",   "@",     " ",     "0a1b",
		"\u00e9t\u00e9", "\u6771\u4eac"
	};
	unsigned count = 4 + any(10);

	buf_reset(out);
	for (unsigned i = 0; i < count; i++)
		buf_add(out, str_of(parts[any(ARRAY_LEN(parts))]));
	buf_addf(out, "%u", any(50));
}

/* Texts that differ in one letter only, anywhere. */
static void put_nearly(struct buf *out)
{
	buf_reset(out);
	buf_add(out,
		STR("role/a-name-of-fifty-letters-that-is-always-the-same"));
	out->at[any((unsigned)out->len)] = (char)('A' + any(26));
}

static void assert_apart(void (*put)(struct buf *), size_t names, int width)
{
	struct buf *name = xcalloc(names, sizeof(*name));
	static const struct grid plain = { .ascii = false };
	struct cuts *cuts = NULL;

	cuts_begin(&cuts);
	for (size_t i = 0; i < names; i++) {
		put(&name[i]);
		if (i < names / 2)
			cuts_keep(cuts, (struct cut_word){ buf_str(&name[i]),
							   STR_NONE, 0 });
	}
	cuts_fit(cuts, false, width);
	for (size_t i = names / 2; i < names; i++)
		cuts_meet(cuts,
			  (struct cut_word){ buf_str(&name[i]), STR_NONE, 0 });
	cuts_settle(cuts);
	for (size_t i = 0; i < names; i++) {
		struct str one = cuts_of(cuts, buf_str(&name[i]));

		assert_non_null(one.at);
		assert_in_range(grid_measure(&plain, one, 200), 1, width);
		for (size_t j = 0; j < i; j++)
			if (!str_eq(buf_str(&name[i]), buf_str(&name[j])) &&
			    str_eq(one, cuts_of(cuts, buf_str(&name[j]))))
				fail_msg("%s and %s are both %.*s in %d cells",
					 name[i].at, name[j].at, STR_ARG(one),
					 width);
	}
	for (size_t i = 0; i < names; i++)
		buf_release(&name[i]);
	free(name);
	cuts_free(cuts);
}

static void two_names_never_look_the_same(void **state)
{
	(void)state;

	for (int width = 10; width <= 40; width++) {
		assert_apart(put_name, 120, width);
		assert_apart(put_nearly, 120, width);
	}
}

/* The cut of a kept text depends on the kept alone, one of a met text on
 * what is in sight, not on what was before. */
static void a_cut_does_not_depend_on_the_way(void **state)
{
	struct cuts *cuts = NULL;
	struct buf name = { 0 }, first = { 0 };
	(void)state;

	cuts_begin(&cuts);
	cuts_keep(cuts,
		  (struct cut_word){ STR("s3/example-logs-of-the-year-2025"),
				     STR_NONE, 0 });
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 30; i++) {
			put_name(&name);
			cuts_fit(cuts, false, 14);
			cuts_meet(cuts, (struct cut_word){ buf_str(&name),
							   STR_NONE, 0 });
			cuts_settle(cuts);
		}
		cuts_fit(cuts, false, 14);
		cuts_meet(cuts, (struct cut_word){
					STR("s3/example-logs-of-the-year-2026"),
					STR_NONE, 0 });
		cuts_settle(cuts);
		buf_reset(&name);
		buf_add(&name,
			cuts_of(cuts, STR("s3/example-logs-of-the-year-2025")));
		buf_add(&name,
			cuts_of(cuts, STR("s3/example-logs-of-the-year-2026")));
		if (!round)
			buf_add(&first, buf_str(&name));
	}
	assert_string_equal(first.at, name.at);
	buf_release(&first);
	buf_release(&name);
	cuts_free(cuts);
}

static void assert_story(int width, const char *text, const char *brief,
			 const char *want)
{
	const struct grid plain = { 0 };
	struct buf got = { 0 };

	story_cut(&plain, str_of(text), str_of(brief), width, &got);
	assert_string_equal(got.at, want);
	buf_release(&got);
}

static void of_a_story_what_fits_is_taken(void **state)
{
	static const char what[] = "read secret prod/db, prod/mail and 7 more",
			  brief[] = "read secret prod/db and 8 more\n"
				    "read 9 secrets";
	(void)state;

	assert_story(41, what, brief, what);
	assert_story(40, what, brief, "read secret prod/db and 8 more");
	assert_story(29, what, brief, "read 9 secrets");
	assert_story(12, what, brief, "read 9 secr\u2026");
	assert_story(6, "read 17 secrets", NULL, "read \u2026");
	assert_story(8, "read 17 secrets", NULL, "read \u2026");
	assert_story(9, "read 17 secrets", NULL, "read 17 \u2026");
	/* a line of a text is no line of ours */
	assert_story(20, "read\nsecret", NULL, "read\nsecret");
}

static void names_in_a_story_give_way_before_its_end(void **state)
{
	static const char what[] =
		"opened s3/example-exports-of-2026 to account 111122223333";
	(void)state;

	assert_story(50, what, NULL,
		     "opened s3/\u2026exports-of-2026 to account 111122223333");
}

static void what_has_a_fixed_size_is_whole_or_not_there(void **state)
{
	static const char *const stories[] = {
		"opened tcp/22 to 203.0.113.128/25 on sg-0123456789abcdef0",
		"used key AKIAIOSFODNN7EXAMPLE, made here by alice",
		"credentials of instance i-0123456789abcdef0 used from "
		"2001:db8::8a2e:370:7334 with aws-cli, else from 192.0.2.44",
		"shared snapshot snap-0123456789abcdef0 with account "
		"444455556666",
	};
	static const char *const fixed[] = {
		"203.0.113.128/25",        "sg-0123456789abcdef0",
		"AKIAIOSFODNN7EXAMPLE,",   "i-0123456789abcdef0",
		"2001:db8::8a2e:370:7334", "192.0.2.44",
		"snap-0123456789abcdef0",  "444455556666",
	};
	const struct grid plain = { 0 };
	struct buf got = { 0 };
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(stories); i++)
		for (int width = 1; width < 130; width++) {
			buf_reset(&got);
			story_cut(&plain, str_of(stories[i]), STR_NONE, width,
				  &got);
			assert_true(grid_measure(&plain, buf_str(&got), 500) <=
				    width);
			for (size_t k = 0; k < ARRAY_LEN(fixed); k++) {
				struct str begins =
					str_slice(str_of(fixed[k]), 0, 5);

				if (str_search(buf_str(&got), begins) >= 0)
					assert_true(
						str_search(buf_str(&got),
							   str_of(fixed[k])) >=
						0);
			}
		}
	buf_release(&got);
	assert_story(36, stories[3], NULL,
		     "shared \u2026 snap-0123456789abcdef0 \u2026");
	assert_story(40, stories[3], NULL,
		     "shared snapshot snap-0123456789abcdef0 \u2026");
	assert_story(36, stories[3],
		     "shared snap-0123456789abcdef0 with account 444455556666",
		     "shared snap-0123456789abcdef0 with \u2026");
	assert_story(28, stories[0], NULL, "opened tcp/22 to \u2026");
}

/* What is left out goes from the end, but comes back where it has a place, and
 * of several lines that which keeps more stands for them. */
static void no_id_goes_while_cells_are_idle(void **state)
{
	static const char gave[] = "gave dev of account 111122223333 "
				   "ExampleClusterAdminPolicy in cluster shop",
			  shared[] = "shared snap-0123456789abcdef0 of shop "
				     "with account 111122223333";
	(void)state;

	assert_story(57, gave, NULL,
		     "gave dev of account 111122223333 \u2026Policy in "
		     "cluster shop");
	assert_story(50, gave, NULL,
		     "gave dev of account 111122223333 \u2026 in cluster shop");
	assert_story(50, gave, "gave dev a policy",
		     "gave dev of account 111122223333 \u2026 in cluster shop");
	assert_story(35, gave, NULL, "gave dev of account 111122223333 \u2026");
	assert_story(30, gave, NULL, "gave dev of \u2026 111122223333 \u2026");
	assert_story(41, shared, NULL,
		     "shared snap-0123456789abcdef0 of shop \u2026");
	assert_story(30, "used key AKIAIOSFODNN7EXAMPLE by bob, 192.0.2.44",
		     NULL, "used key \u2026 by bob, 192.0.2.44");
}

/* At every width as many of them as in any lesser one. */
static void more_cells_keep_no_fewer_ids(void **state)
{
	static const char *const stories[] = {
		"gave dev of account 111122223333 ExampleAdmin in cluster shop",
		"opened tcp/22 to 203.0.113.128/25 on sg-0123456789abcdef0",
		"key AKIAIOSFODNN7EXAMPLE of bob from 192.0.2.44, else from "
		"2001:db8::8a2e:370:7334",
		"shared snap-0123456789abcdef0 with account 444455556666",
	};
	static const char *const fixed[] = {
		"111122223333",         "203.0.113.128/25",
		"sg-0123456789abcdef0", "AKIAIOSFODNN7EXAMPLE",
		"192.0.2.44",           "2001:db8::8a2e:370:7334",
		"444455556666",         "snap-0123456789abcdef0",
	};
	const struct grid plain = { 0 };
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(stories); i++)
		for (int width = 1, least = 0; width < 130; width++) {
			struct buf got = { 0 };
			int kept = 0;

			story_cut(&plain, str_of(stories[i]), STR_NONE, width,
				  &got);
			for (size_t k = 0; k < ARRAY_LEN(fixed); k++)
				kept += str_search(buf_str(&got),
						   str_of(fixed[k])) >= 0;
			assert_true(kept >= least);
			least = kept;
			buf_release(&got);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_all_begin_with_goes_first),
		cmocka_unit_test(an_object_keeps_its_bucket_and_its_end),
		cmocka_unit_test(words_stay_whole),
		cmocka_unit_test(ids_keep_both_ends),
		cmocka_unit_test(what_stands_behind_a_name_is_not_cut),
		cmocka_unit_test(no_cut_is_marked_twice_in_one_place),
		cmocka_unit_test(a_sentence_is_cut_at_its_end),
		cmocka_unit_test(
			a_brief_form_stands_for_the_whole_unless_two_have_it),
		cmocka_unit_test(two_names_never_look_the_same),
		cmocka_unit_test(a_cut_does_not_depend_on_the_way),
		cmocka_unit_test(of_a_story_what_fits_is_taken),
		cmocka_unit_test(names_in_a_story_give_way_before_its_end),
		cmocka_unit_test(what_has_a_fixed_size_is_whole_or_not_there),
		cmocka_unit_test(no_id_goes_while_cells_are_idle),
		cmocka_unit_test(more_cells_keep_no_fewer_ids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
