/* SPDX-License-Identifier: MIT */
/* test_lists.c - Users and Resources. */
#include "stage.h"

static void people_stand_before_machines(void **state)
{
	struct stage s;
	const char *all, *alice, *machine;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1");
	all = screen(&s);
	alice = strstr(all, "alice  ");
	machine = strstr(all, "autoscaling ◦");
	assert_true(alice && machine && alice < machine);
	stage_close(&s);
}

static void a_role_is_one_user_and_unfolds(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "role/Deploy ×2         5   1!         ▅▆  │");
	hides(&s, "   ci-1 ");
	play(&s, "1 j j Space");
	shows(&s, "   ci-2                 3   1!          ▆  │");
	shows(&s, "   ci-1                 2              ▆   │");
	play(&s, "j");
	hint_says(&s, "= session=Deploy/ci-2 (3)");
	play(&s, "Enter");
	filter_says(&s, " session=Deploy/ci-2 ");
	filter_says(&s, "3 of 30");
	play(&s, "1 Space");
	hides(&s, "   ci-1 ");
	stage_close(&s);
}

static void what_the_filter_leaves_out_stands_below_a_rule(void **state)
{
	struct stage s;
	const char *all, *rule, *alice;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 j Enter");
	all = screen(&s);
	rule = strstr(all, " ────────────────────────");
	alice = strstr(all, " alice  ");
	assert_non_null(strstr(all, " bob  "));
	rule = strstr(strstr(all, " bob  "), "\n ───");
	assert_true(rule && alice && rule < alice);
	play(&s, "1 g j"); /* over the rule */
	hint_says(&s, "alice");
	play(&s, "k");
	hint_says(&s, "= user=bob");
	stage_close(&s);
}

/* A user with one notable event stands above one with a hundred others. */
static void who_did_something_notable_stands_first(void **state)
{
	struct stage s;
	const char *all;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_fill(&s);
	for (int i = 0; i < 100; i++)
		stage_add(&s, 80, BOB, "s3", "ListBuckets", true, "");
	stage_show(&s);
	stage_settle(&s);
	all = screen(&s);
	assert_true(strstr(all, "\n alice  ") < strstr(all, "\n bob  "));
	assert_true(strstr(all, "\n sg-0123") < strstr(all, "\n s3/exam"));
	play(&s, "1 l s");
	shows(&s, "4 by events");
	all = screen(&s);
	assert_true(strstr(all, "\n bob  ") < strstr(all, "\n alice  "));
	play(&s, "s");
	hides(&s, "by events");
	hint_says(&s, "sorted by notable");
	stage_close(&s);
}

/* The number below `●` is the number of rows after Enter and `notable`. */
static void the_notable_number_keeps_its_promise(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 Enter & \"notable\" Enter");
	filter_says(&s, " user=alice   notable ");
	filter_says(&s, "1 of 30");
	shows(&s, "alice                  1       1 ");
	play(&s, "Esc Esc 2 Enter & \"notable\" Enter");
	filter_says(&s, "1 of 30");
	play(&s, "& \"user=bob\" Enter");
	hides(&s, "bob                    1   1!  1");
	stage_close(&s);
}

/* First `when` goes, then what was denied; the number of notable events last. A
 * name never has less than twelve cells. Where nothing is notable its column is
 * not missed. */
static void columns_give_way_in_narrow_panes(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 40, 12);
	play(&s, "1");
	shows(&s, "events deny  ● when");
	shows(&s, "role/Deploy ×2 ");
	grid_resize(&s.grid, 36, 12);
	stage_settle(&s);
	hides(&s, "when");
	shows(&s, "events deny  ●");
	shows(&s, "alice                   17   1!  1");
	grid_resize(&s.grid, 26, 12);
	stage_settle(&s);
	hides(&s, "deny");
	shows(&s, "events  ●");
	s.grid.ascii = true;
	grid_resize(&s.grid, 40, 12);
	stage_settle(&s);
	shows(&s, "events deny  * when");
	stage_close(&s);
}

static void the_title_counts_what_is_inside(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	shows(&s, "─ 1 Users ───────── 4   by notable, events ");
	play(&s, "1 Enter");
	shows(&s, "─ 1 Users ───────── 1   by notable, events ");
	stage_close(&s);
}

static void an_unfolded_session_is_called_one(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 \\ / \"Deploy\" Tab Space");
	shows(&s, "ci-2");
	shows(&s, " session ");
	stage_close(&s);
}

static void zoomed_users_tell_more(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 \\");
	shows(&s, "type");
	shows(&s, "IAM user        17   1!      3w  1 ▆▄▂▃          1  "
		  "09:00:00  09:00:41");
	shows(&s, "AWS service");
	play(&s, "\\ 2 \\");
	shows(&s, "AWS::EC2::SecurityGroup");
	shows(&s, "AWS::S3::Bucket");
	stage_close(&s);
}

static void a_list_sorts_by_the_column_under_the_cell(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 s g");
	hint_says(&s, "user=alice");
	play(&s, "S g");
	hint_says(&s, "user=role/Deploy");
	play(&s, "l s g");
	hint_says(&s, "user=alice");
	play(&s, "2 l l s g");
	hint_says(&s, "resource=s3/example-bucket");
	stage_close(&s);
}

static void a_list_shows_what_the_letters_hit(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 j j / \"o\"");
	hint_says(&s, "3 of 4");
	shows(&s, "─ 3 of 4 ");
	hides(&s, " alice                 17 ");
	play(&s, "\"b\"");
	hint_says(&s, "1 of 4");
	hides(&s, " role/Deploy ×2");
	play(&s, "Backspace Down");
	hint_says(&s, "3 of 4");
	play(&s, "Esc"); /* all is as it was */
	shows(&s, " alice                 17 ");
	shows(&s, "─ 1 Users ─");
	hint_says(&s, "= user=role/Deploy (5)");
	stage_close(&s);
}

/* The number beside the name is what Enter leaves, and back is back. */
static void enter_goes_on_from_the_name_that_is_left(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 / \"bob\"");
	shows(&s, " bob                    5   1!");
	play(&s, "Enter");
	filter_says(&s, " user=bob ");
	filter_says(&s, "5 of 30");
	shows(&s, " alice                 17 "); /* below the rule */
	play(&s, "u");
	filter_says(&s, "30 of 30");
	shows(&s, "─ 1 Users ─");
	play(&s, "2 / \"SG-\" Enter");
	hint_says(&s, "no name here has SG-");
	play(&s, "/ \"sg-\" Enter");
	filter_says(&s, "7 of 30");
	stage_close(&s);
}

static void folded_sessions_are_found(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 / \"ci-1\"");
	shows(&s, " role/Deploy");
	shows(&s, "   ci-1 ");
	hides(&s, "   ci-2 ");
	hint_says(&s, "1 of 4");
	play(&s, "Enter");
	filter_says(&s, " session=Deploy/ci-1 ");
	filter_says(&s, "2 of 30");
	play(&s, "1");
	hides(&s, "   ci-1                 2"); /* folded, as it was */
	stage_close(&s);
}

static void a_narrow_list_stays_until_esc(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 j / \"o\" Tab n");
	hint_says(&s, "2/3");
	play(&s, "n n");
	hint_says(&s, "1/3  wrapped");
	play(&s, "N");
	hint_says(&s, "3/3  wrapped");
	play(&s, "P"); /* counted anew, and still narrow */
	shows(&s, "2 of 3");
	play(&s, "Esc");
	shows(&s, " alice                 17 ");
	filter_says(&s, " people ");
	hint_says(&s, "= user=bob");
	play(&s, "/ Enter"); /* the last pattern again */
	shows(&s, "2 of 3");
	stage_close(&s);
}

/* What is no regex is taken as it stands. */
static void letters_that_are_no_regex_are_letters(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "1 / \"b(\"");
	hint_says(&s, "Enter: as plain text");
	play(&s, "Enter");
	shows(&s, "0 of 4");
	shows(&s, "nothing here has that");
	play(&s, "Esc");
	shows(&s, " alice                 17 ");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_stand_before_machines),
		cmocka_unit_test(a_role_is_one_user_and_unfolds),
		cmocka_unit_test(
			what_the_filter_leaves_out_stands_below_a_rule),
		cmocka_unit_test(who_did_something_notable_stands_first),
		cmocka_unit_test(the_notable_number_keeps_its_promise),
		cmocka_unit_test(columns_give_way_in_narrow_panes),
		cmocka_unit_test(the_title_counts_what_is_inside),
		cmocka_unit_test(an_unfolded_session_is_called_one),
		cmocka_unit_test(zoomed_users_tell_more),
		cmocka_unit_test(a_list_sorts_by_the_column_under_the_cell),
		cmocka_unit_test(a_list_shows_what_the_letters_hit),
		cmocka_unit_test(enter_goes_on_from_the_name_that_is_left),
		cmocka_unit_test(folded_sessions_are_found),
		cmocka_unit_test(a_narrow_list_stays_until_esc),
		cmocka_unit_test(letters_that_are_no_regex_are_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
