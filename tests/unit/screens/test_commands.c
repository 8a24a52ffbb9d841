/* SPDX-License-Identifier: MIT */
/* test_commands.c - the table of commands agrees with itself, and what keys
 * ask of the program arrives. */
#include "stage.h"

#include "../../../tui/screens/view.h"

static struct command_list all;

typedef void each_key(const struct command *command, struct key key);

static void walk_keys(each_key *each)
{
	for (size_t c = 0; c < all.count; c++) {
		const char *keys = all.row[c].keys;

		while (*keys) {
			size_t len = strcspn(keys, " ");
			struct key key = { 0 };

			assert_true(key_read((struct str){ keys, len }, &key));
			each(&all.row[c], key);
			keys += len + (keys[len] == ' ');
		}
	}
}

static void means_its_command(const struct command *command, struct key key)
{
	for (unsigned place = 1; place <= IN_ALL; place *= 2)
		if (command->places & place)
			assert_ptr_equal(command_of_key(&all, key, place),
					 command);
}

static void no_two_commands_share_a_key_in_a_place(void **state)
{
	(void)state;
	walk_keys(means_its_command);
}

static void reads_back(const struct command *command, struct key key)
{
	struct buf name = { 0 };
	struct key again = { 0 };

	(void)command;
	key_put(&name, key);
	assert_true(key_read(buf_str(&name), &again));
	assert_int_equal(again.code, key.code);
	buf_release(&name);
}

static void every_key_reads_back(void **state)
{
	(void)state;
	walk_keys(reads_back);
}

static void every_name_means_its_command(void **state)
{
	(void)state;
	for (size_t c = 0; c < all.count; c++) {
		const struct command *command = &all.row[c];

		if (command->places & IN_PANES)
			assert_ptr_equal(
				command_of_name(&all, str_of(command->name)),
				command);
		assert_true(strlen(command->help) > 1);
		assert_true(strlen(command->group) > 1);
		assert_non_null(command->run);
	}
}

static void every_hint_names_keys_that_mean_something(void **state)
{
	static const struct screen *const screens[] = {
		&users_pane, &resources_pane, &timeline_pane, &event_pane,
		&help_overlay
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(screens); i++)
		for (const struct hint *h = screens[i]->hints; h->key; h++) {
			struct key key;
			size_t len = strcspn(h->key, " ");

			assert_true(
				key_read((struct str){ h->key, len }, &key));
			assert_non_null(
				command_of_key(&all, key, screens[i]->place));
		}
}

static const char *named(const char *name)
{
	const struct command *command = command_of_name(&all, str_of(name));

	return command ? command->name : "";
}

static void the_beginning_of_one_name_is_enough(void **state)
{
	(void)state;
	assert_string_equal(named("got"), "goto");
	assert_string_equal(named("res"), "");
	assert_string_equal(named("resu"), "resume");
	assert_string_equal(named("q"), "quit");
	assert_string_equal(named("q!"), "leave");
	assert_string_equal(named(""), "");
	assert_string_equal(named("xyz"), "");
	assert_string_equal(named("pivot-user"), "");
}

static void expect(struct stage *s, enum effect_kind kind, const char *text)
{
	struct effect effect = view_effect(s->view);

	assert_int_equal(effect.kind, kind);
	if (text) {
		char got[400];

		snprintf(got, sizeof(got), "%.*s", STR_ARG(effect.text));
		assert_string_equal(got, text);
	}
}

static void what_it_cannot_do_itself_it_asks_for(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "^Z ^L");
	expect(&s, EFFECT_SUSPEND, NULL);
	expect(&s, EFFECT_REDRAW, NULL);
	expect(&s, EFFECT_NONE, NULL);
	view_command(s.view, STR("open /tmp/more evidence"));
	expect(&s, EFFECT_OPEN, "/tmp/more evidence");
	view_command(s.view, STR("tz Europe/Amsterdam"));
	expect(&s, EFFECT_ZONE, "Europe/Amsterdam");
	s.evidence.loading = true;
	view_show(s.view, &s.evidence);
	play(&s, "^C");
	expect(&s, EFFECT_STOP, NULL);
	view_command(s.view, STR("resume"));
	expect(&s, EFFECT_RESUME, NULL);
	play(&s, "Q");
	expect(&s, EFFECT_QUIT, NULL);
	stage_close(&s);
}

static void q_closes_what_is_on_top_and_then_leaves(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, "? q");
	expect(&s, EFFECT_NONE, NULL);
	play(&s, "\\ q");
	expect(&s, EFFECT_NONE, NULL);
	play(&s, "q");
	expect(&s, EFFECT_QUIT, NULL);
	stage_close(&s);
}

static void a_long_load_is_not_left_by_a_slip(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	s.evidence.seconds = 6;
	view_show(s.view, &s.evidence);
	play(&s, "q");
	hint_says(&s, "q again leaves");
	expect(&s, EFFECT_NONE, NULL);
	play(&s, "j q");
	expect(&s, EFFECT_NONE, NULL);
	play(&s, "q");
	expect(&s, EFFECT_QUIT, NULL);
	stage_close(&s);
}

static void y_copies_the_cell_the_id_and_a_line(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ".");
	play(&s, "y y");
	expect(&s, EFFECT_COPY, "AuthorizeSecurityGroupIngress");
	play(&s, "y i");
	expect(&s, EFFECT_COPY, "00000000-0000-4000-8000-000000000016");
	play(&s, "y l");
	expect(&s, EFFECT_COPY,
	       "2024-02-29T09:00:41Z  alice  AKIAIOSFODNN7EXAMPLE  "
	       "203.0.113.10  AuthorizeSecurityGroupIngress  "
	       "opened tcp/22 to 0.0.0.0/0 on sg-0123456789abcdef0  "
	       "00000000-0000-4000-8000-000000000016");
	play(&s, "P y c");
	expect(&s, EFFECT_COPY,
	       "trailtui demo -f 'people' --at "
	       "'00000000-0000-4000-8000-000000000016'");
	evidence_name(&s.evidence, "/nowhere/it's here");
	evidence_name(&s.evidence, "-");
	stage_show(&s);
	play(&s, "y c");
	expect(&s, EFFECT_COPY,
	       "trailtui -f 'people' --at "
	       "'00000000-0000-4000-8000-000000000016' '/nowhere/it'\\''s "
	       "here' '-'");
	play(&s, "y Esc");
	expect(&s, EFFECT_NONE, NULL);
	stage_close(&s);
}

#define SECRET "FwoGZXIvYXdzEXAMPLETOKEN"
#define NESTED "IQoJb3JpZ2luX2VjEXAMPLE"

/* What a copy asked for; it must not hold either token. */
static void copies_no_token(struct stage *s, const char *keys, const char *part)
{
	struct effect effect;

	play(s, keys);
	effect = view_effect(s->view);
	assert_int_equal(effect.kind, EFFECT_COPY);
	assert_true(str_search(effect.text, str_of(part)) >= 0);
	assert_true(str_search(effect.text, STR(SECRET)) < 0);
	assert_true(str_search(effect.text, STR(NESTED)) < 0);
}

static void no_copy_holds_a_session_token(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_add(&s, 0, ALICE, "sts", "GetSessionToken", true,
		  ",\"responseElements\":{\"credentials\":{"
		  "\"sessionToken\":\"" SECRET "\"}},\"requestParameters\":"
		  "{\"said\":\"{\\\"sessionToken\\\":\\\"" NESTED "\\\"}\"}");
	stage_show(&s);
	play(&s, "4 / \"FwoG\" Enter");
	copies_no_token(&s, "y y", "(masked)");
	copies_no_token(&s, "y j", "\"sessionToken\": \"(masked)\"");
	copies_no_token(&s, "y j", "sessionToken\\\":\\\"(masked)\\\"");
	play(&s, "=");
	copies_no_token(&s, "y c", "-f '(masked)'");
	stage_close(&s);
}

/* Of an object or list in the Event pane, folded or not, y has the JSON. */
static void y_copies_a_node_as_json(void **state)
{
	static const char json[] = "{\n"
				   "  \"quote\": \"x\\\"y\",\n"
				   "  \"list\": [\n"
				   "    1,\n"
				   "    null\n"
				   "  ],\n"
				   "  \"bare\": {},\n"
				   "  \"sessionToken\": \"(masked)\"\n"
				   "}";
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_add(&s, 0, ALICE, "sts", "GetSessionToken", true,
		  ",\"requestParameters\":{\"outer\":{\"quote\":"
		  "\"x\\\"y\",\"list\":[1,null],\"bare\":{},"
		  "\"sessionToken\":\"" SECRET "\"},\"other\":1}");
	stage_show(&s);
	play(&s, "4 / \"outer\" Enter y y");
	expect(&s, EFFECT_COPY, json);
	play(&s, "Enter y y");
	expect(&s, EFFECT_COPY, json);
	play(&s, "Enter / \"bare\" Enter y y");
	expect(&s, EFFECT_COPY, "{}");
	play(&s, "/ \"list\" Enter y y");
	expect(&s, EFFECT_COPY, "[\n  1,\n  null\n]");
	stage_close(&s);
}

static void a_name_nobody_knows_is_said(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	play(&s, ": \"frobnicate\" Enter");
	hint_says(&s, ":frobnicate: no such command; ? lists them");
	play(&s, ": \"not\" Enter");
	hint_says(&s, ":not: no such command; near: notable, notable-back");
	play(&s, ": \"frequancy\" Enter");
	hint_says(&s, "near: frequency");
	play(&s, ": \"open\" Enter");
	hint_says(&s, "open what? `:open PATH`");
	stage_close(&s);
}

static void every_command_survives_an_empty_store(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_show(&s);
	for (size_t c = 0; c < all.count; c++) {
		view_command(s.view, str_of(all.row[c].name));
		stage_settle(&s);
		play(&s, "j k Enter Esc");
		while (view_effect(s.view).kind != EFFECT_NONE)
			;
	}
	stage_close(&s);
}

static void every_command_survives_in_every_pane(void **state)
{
	struct stage s;
	(void)state;

	stage_open(&s, 120, 40);
	for (size_t c = 0; c < all.count * 4; c++) {
		char pane[2] = { (char)('1' + c % 4), 0 };

		play(&s, pane);
		view_command(s.view, str_of(all.row[c / 4].name));
		stage_settle(&s);
		play(&s, "j Esc");
		while (view_effect(s.view).kind != EFFECT_NONE)
			;
	}
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_commands_share_a_key_in_a_place),
		cmocka_unit_test(every_key_reads_back),
		cmocka_unit_test(every_hint_names_keys_that_mean_something),
		cmocka_unit_test(every_name_means_its_command),
		cmocka_unit_test(the_beginning_of_one_name_is_enough),
		cmocka_unit_test(what_it_cannot_do_itself_it_asks_for),
		cmocka_unit_test(q_closes_what_is_on_top_and_then_leaves),
		cmocka_unit_test(a_long_load_is_not_left_by_a_slip),
		cmocka_unit_test(y_copies_the_cell_the_id_and_a_line),
		cmocka_unit_test(no_copy_holds_a_session_token),
		cmocka_unit_test(y_copies_a_node_as_json),
		cmocka_unit_test(a_name_nobody_knows_is_said),
		cmocka_unit_test(every_command_survives_an_empty_store),
		cmocka_unit_test(every_command_survives_in_every_pane),
	};

	all = command_table();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
