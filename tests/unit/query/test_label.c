/* SPDX-License-Identifier: MIT */
/* test_label.c - what a label may leave out. */
#include "asked.h"

static void add_account(struct rig *rig, const char *account,
			const char *region)
{
	char json[256];

	snprintf(json, sizeof(json),
		 "{\"recipientAccountId\":\"%s\",\"awsRegion\":\"%s\"}",
		 account, region);
	rig_json(rig, 0, 0, json);
}

/* Puts the identity into the store as a value of some event. */
static void assert_label(struct rig *rig, const char *identity,
			 const char *want)
{
	struct buf label = { 0 };
	char json[256];

	snprintf(json, sizeof(json), "{\"v\":\"%s\"}", identity);
	rig_json(rig, 0, 0, json);
	rig_flush(rig);
	label_put(rig->store, store_find(rig->store, str_of(identity)), &label);
	assert_str(buf_str(&label), want);
	buf_release(&label);
}

static void the_only_account_is_left_out(void **state)
{
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_account(&rig, "111122223333", "us-east-1");
	assert_label(&rig, "role/Admin 111122223333", "role/Admin");
	assert_label(&rig, "role/Admin 444455556666",
		     "role/Admin 444455556666");
	add_account(&rig, "444455556666", "us-east-1");
	assert_label(&rig, "role/Admin 111122223333",
		     "role/Admin 111122223333");
	rig_release(&rig);
}

static void an_absent_identity_has_no_label(void **state)
{
	struct buf label = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	label_put(rig.store, SYM_NONE, &label);
	assert_int_equal(label.len, 0);
	buf_release(&label);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_only_account_is_left_out),
		cmocka_unit_test(an_absent_identity_has_no_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
