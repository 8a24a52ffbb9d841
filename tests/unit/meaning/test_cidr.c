/* SPDX-License-Identifier: MIT */
/* Networks: which is the world, and what lies in which. */
#include "sense.h"

static void the_world_is_any_prefix_shorter_than_eight(void **state)
{
	(void)state;
	assert_true(cidr_is_world(STR("0.0.0.0/0")));
	assert_true(cidr_is_world(STR("::/0")));
	assert_true(cidr_is_world(STR("198.51.100.7/0")));
	assert_true(cidr_is_world(STR("128.0.0.0/1")));
	assert_true(cidr_is_world(STR("2000::/3")));
	assert_true(cidr_is_world(STR("8.0.0.0/7")));
	assert_false(cidr_is_world(STR("10.0.0.0/8")));
	assert_false(cidr_is_world(STR("203.0.113.0/24")));
	assert_false(cidr_is_world(STR("2001:db8::/32")));
}

static void what_is_no_network_is_not_the_world(void **state)
{
	static const char *const no[] = {
		"",
		"0.0.0.0",
		"0.0.0.0/",
		"0.0.0.0/-1",
		"0.0.0.0/33",
		"0.0.0.0/0 ",
		"0.0.0/0",
		"/0",
		"::/129",
		"::/0000",
		"0.0.0.0/00000",
		"pl-12345678",
		"0.0.0.0.0/0",
		"sg-12345678",
		"1.2.3.4/0x1",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(no); i++)
		if (cidr_is_world(str_of(no[i])))
			fail_msg("%s", no[i]);
	assert_false(cidr_is_world(STR_NONE));
	assert_false(cidr_is_world((struct str){ "0.0.0.0\0/0", 10 }));
}

static void an_address_lies_in_its_networks(void **state)
{
	(void)state;
	assert_int_equal(cidr_holds(STR("10.0.0.0/8"), STR("10.255.0.1")), 1);
	assert_int_equal(cidr_holds(STR("10.0.0.0/8"), STR("11.0.0.1")), 0);
	assert_int_equal(cidr_holds(STR("10.0.0.128/25"), STR("10.0.0.127")),
			 0);
	assert_int_equal(cidr_holds(STR("10.0.0.128/25"), STR("10.0.0.129")),
			 1);
	assert_int_equal(cidr_holds(STR("203.0.113.9"), STR("203.0.113.9")), 1);
	assert_int_equal(cidr_holds(STR("203.0.113.9/32"), STR("203.0.113.8")),
			 0);
	assert_int_equal(cidr_holds(STR("0.0.0.0/0"), STR("203.0.113.8")), 1);
	assert_int_equal(
		cidr_holds(STR("2001:db8::/33"), STR("2001:DB8:7fff::1")), 1);
	assert_int_equal(
		cidr_holds(STR("2001:db8::/33"), STR("2001:db8:8000::1")), 0);
	assert_int_equal(cidr_holds(STR("::1/128"), STR("::1")), 1);
}

static void the_two_families_hold_nothing_of_each_other(void **state)
{
	(void)state;
	assert_int_equal(cidr_holds(STR("0.0.0.0/0"), STR("::1")), 0);
	assert_int_equal(cidr_holds(STR("::/0"), STR("203.0.113.8")), 0);
}

static void services_and_networks_are_no_addresses(void **state)
{
	(void)state;
	assert_int_equal(
		cidr_holds(STR("10.0.0.0/8"), STR("ec2.amazonaws.com")), -1);
	assert_int_equal(cidr_holds(STR("10.0.0.0/8"), STR("AWS Internal")),
			 -1);
	assert_int_equal(cidr_holds(STR("10.0.0.0/8"), STR("10.0.0.0/16")), -1);
	assert_int_equal(cidr_holds(STR("ten"), STR("10.0.0.1")), -1);
	assert_int_equal(cidr_holds(STR("10.0.0.0/8"), STR_NONE), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_world_is_any_prefix_shorter_than_eight),
		cmocka_unit_test(what_is_no_network_is_not_the_world),
		cmocka_unit_test(an_address_lies_in_its_networks),
		cmocka_unit_test(the_two_families_hold_nothing_of_each_other),
		cmocka_unit_test(services_and_networks_are_no_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
