/* SPDX-License-Identifier: MIT */
/* What several deeds have in common is said once, what differs is named. */
#include "../shared.h"

#include "../../../tui/selection/sweep_words.h"

#define MOST 8

/* `texts` end with NULL. */
static void assert_said(const char *const *texts, size_t most, bool brief,
			const char *want)
{
	struct str at[MOST];
	struct sayings deeds = { .at = at };
	struct buf said = { 0 };

	for (; texts[deeds.count]; deeds.count++)
		at[deeds.count] = str_of(texts[deeds.count]);
	deeds_put(&deeds, most, brief, &said);
	assert_string_equal(said.at, want);
	buf_release(&said);
}

#define SAYS(want, ...)                                                        \
	assert_said((const char *const[]){ __VA_ARGS__, NULL }, NAMES_SAID,    \
		    false, want)

static void what_differs_is_named(void **state)
{
	(void)state;
	SAYS("read secret prod/db", "read secret prod/db");
	SAYS("opened tcp/22, tcp/443 to 0.0.0.0/0 on sg-0a1b2c3d",
	     "opened tcp/22 to 0.0.0.0/0 on sg-0a1b2c3d",
	     "opened tcp/443 to 0.0.0.0/0 on sg-0a1b2c3d");
	SAYS("gave alice, bob a console password",
	     "gave alice a console password", "gave bob a console password");
	SAYS("attached AdministratorAccess to user alice, role Web",
	     "attached AdministratorAccess to user alice",
	     "attached AdministratorAccess to role Web");
	SAYS("opened s3/example-logs to everyone, changed who may use a bucket",
	     "opened s3/example-logs to everyone",
	     "changed who may use a bucket");
}

static void of_many_three_are_named_and_the_others_counted(void **state)
{
	(void)state;
	SAYS("created user a, b, c and 2 more", "created user a",
	     "created user b", "created user c", "created user d",
	     "created user e");
}

static void one_that_ends_where_others_go_on_is_named_too(void **state)
{
	(void)state;
	SAYS("created access key, key for bob", "created access key",
	     "created access key for bob");
	SAYS("shared snap-1, snap-1 with account 1 and 2", "shared snap-1",
	     "shared snap-1 with account 1 and 2");
}

static void lists_in_a_list_are_parted(void **state)
{
	(void)state;
	SAYS("opened tcp/22 to 0.0.0.0/0; tcp/22 to 0.0.0.0/0, tcp/80 to ::/0"
	     " on sg-0a1b2c3d",
	     "opened tcp/22 to 0.0.0.0/0 on sg-0a1b2c3d",
	     "opened tcp/22 to 0.0.0.0/0, tcp/80 to ::/0 on sg-0a1b2c3d");
}

static void in_few_cells_the_common_beginning_is_said_once(void **state)
{
	static const char *const reads[] = {
		"read secret example-orders/database",
		"read secret example-orders/mail",
		"read secret other",
		NULL,
	};
	(void)state;

	assert_said(reads, 3, true,
		    "read secret example-orders/database, \u2026/mail, other");
	assert_said(reads, 1, true,
		    "read secret example-orders/database and 2 more");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_differs_is_named),
		cmocka_unit_test(
			of_many_three_are_named_and_the_others_counted),
		cmocka_unit_test(one_that_ends_where_others_go_on_is_named_too),
		cmocka_unit_test(lists_in_a_list_are_parted),
		cmocka_unit_test(
			in_few_cells_the_common_beginning_is_said_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
