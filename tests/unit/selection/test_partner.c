/* SPDX-License-Identifier: MIT */
/* The event that another is compared with: the nearest of the same user and
 * call, whatever version the call names, or of the same resource; found in
 * slices, also while the store grows. */
#include "../query/counted.h"

#include "selection.h"

static void put(struct rig *rig, int64_t time, const char *name,
		const char *user, const char *resource)
{
	struct batch_row *row = add_row(rig, time, 0, name, user, "a");

	if (resource)
		add_resource(rig, row, resource);
}

static row_t find(struct selection *selection, row_t of, enum partner_by by,
		  row_t from, int direction)
{
	partner_ask(selection, of, by, from, direction);
	while (selection_step(selection, 2))
		;
	assert_true(selection->partner.done);
	return selection->partner.found;
}

static void open_rig(struct rig *rig, struct selection **selection)
{
	struct err err;

	rig_init(rig);
	put(rig, 10, "CreateThing", "user/ann", "s3/a");           /* 0 */
	put(rig, 20, "CreateThing20150331v2", "user/ann", NULL);   /* 1 */
	put(rig, 20, "CreateThing", "user/bob", "s3/a");           /* 2 */
	put(rig, 30, "CreateThing2015_03_31", "user/ann", "s3/b"); /* 3 */
	put(rig, 40, "CreateThings", "user/ann", "s3/a");          /* 4 */
	put(rig, 5, "CreateThing", "user/ann", NULL);              /* 5 */
	rig_flush(rig);
	assert_int_equal(store_settle(rig->store, &err), 0);
	*selection = selection_new(STR("user=nobody"), NULL, NULL);
	selection_show(*selection, rig->store);
}

static void close_rig(struct rig *rig, struct selection *selection)
{
	selection_free(selection);
	rig_release(rig);
}

/* By time, whatever the chips keep; calls of any version are the same. */
static void the_same_user_and_call(void **state)
{
	struct selection *selection;
	struct rig rig;

	(void)state;
	open_rig(&rig, &selection);
	assert_int_equal(find(selection, 3, PARTNER_CALL, 3, -1), 1);
	assert_int_equal(find(selection, 3, PARTNER_CALL, 1, -1), 0);
	assert_int_equal(find(selection, 3, PARTNER_CALL, 0, -1), 5);
	assert_int_equal(find(selection, 3, PARTNER_CALL, 5, -1), ROW_NONE);
	assert_int_equal(find(selection, 5, PARTNER_CALL, 5, 1), 0);
	assert_int_equal(find(selection, 3, PARTNER_CALL, 3, 1), ROW_NONE);
	assert_int_equal(find(selection, 4, PARTNER_CALL, 4, -1), ROW_NONE);
	assert_int_equal(find(selection, 2, PARTNER_CALL, 2, -1), ROW_NONE);
	close_rig(&rig, selection);
}

/* Going on from a partner passes the event itself over. */
static void the_event_is_no_partner_of_itself(void **state)
{
	struct selection *selection;
	struct rig rig;

	(void)state;
	open_rig(&rig, &selection);
	assert_int_equal(find(selection, 1, PARTNER_CALL, 0, 1), 3);
	close_rig(&rig, selection);
}

static void the_same_resource(void **state)
{
	struct selection *selection;
	struct rig rig;

	(void)state;
	open_rig(&rig, &selection);
	assert_int_equal(find(selection, 4, PARTNER_RESOURCE, 4, -1), 2);
	assert_int_equal(find(selection, 4, PARTNER_RESOURCE, 2, -1), 0);
	assert_int_equal(find(selection, 0, PARTNER_RESOURCE, 0, 1), 2);
	assert_int_equal(find(selection, 1, PARTNER_RESOURCE, 1, -1), ROW_NONE);
	close_rig(&rig, selection);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_user_and_call),
		cmocka_unit_test(the_event_is_no_partner_of_itself),
		cmocka_unit_test(the_same_resource),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
