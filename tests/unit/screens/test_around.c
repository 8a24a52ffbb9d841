/* SPDX-License-Identifier: MIT */
/* test_around.c - w: everyone around an event, wider each time, and back. */
#include "stage.h"

/* Events at 0, 59, 60 and 61 seconds, and on each side of 5, 15 and 60
 * minutes, by two people. */
static void open_hours(struct stage *stage)
{
	static const unsigned seconds[] = { 0,   59,  60,  61,  299, 300,
					    301, 899, 900, 901, 3599 };

	stage_bare(stage, 120, 40);
	for (size_t i = 0; i < ARRAY_LEN(seconds); i++)
		stage_add(stage, seconds[i], i % 2 ? BOB : ALICE, "iam",
			  i % 3 ? "ListUsers" : "CreateUser", i % 3, "");
	stage_show(stage);
	view_draw(stage->view, &stage->grid, true);
}

static void it_widens_and_esc_leads_back(void **state)
{
	struct stage s;
	(void)state;

	open_hours(&s);
	play(&s, "k w");
	filter_says(&s, "3 of 11");
	filter_says(&s, " around 09:00:00 ±1m ");
	hint_says(&s, "w: 5 min");
	play(&s, "w");
	filter_says(&s, "6 of 11");
	filter_says(&s, " around 09:00:00 ±5m ");
	play(&s, "w");
	filter_says(&s, "9 of 11");
	play(&s, "w");
	filter_says(&s, "11 of 11");
	filter_says(&s, " around 09:00:00 ±1h ");
	play(&s, "w");
	hint_says(&s, "an hour is the widest");
	play(&s, "Esc");
	filter_says(&s, "9 of 11");
	play(&s, "Esc Esc");
	filter_says(&s, "3 of 11");
	play(&s, "Esc");
	filter_says(&s, "11 of 11");
	filter_says(&s, "filter none");
	stage_close(&s);
}

/* The words are those of the line alone: what is edited and what is copied is
 * the text that is read back. */
static void words_stand_for_a_text(void **state)
{
	const char *exact =
		"time>=2024-02-29T08:59:00Z time<=2024-02-29T09:01:00Z";
	struct effect effect;
	struct stage s;
	(void)state;

	open_hours(&s);
	play(&s, "k w x");
	shows(&s, exact);
	play(&s, "e");
	hint_says(&s, exact);
	play(&s, "Esc y c");
	effect = view_effect(s.view);
	assert_int_equal(effect.kind, EFFECT_COPY);
	assert_non_null(strstr(effect.text.at, exact));
	assert_string_equal(view_filter(s.view).at, exact);
	stage_close(&s);
}

static void stretches_are_said_in_words(void **state)
{
	static const struct {
		const char *typed, *says;
	} cases[] = {
		{ "time>=2024-02-29T09:10", " from 09:10:00 " },
		{ "time>2024-02-29T09:10", " from 09:11:00 " },
		{ "time<2024-02-29T09:10", " until 09:09:59 " },
		{ "time<=2024-02-29T09:10", " until 09:10:59 " },
		{ "time=2024-02-29T09:10:05Z", " at 09:10:05 " },
		{ "time>=2024-02-28T09:10 time<2024-02-29T09:10",
		  " 02-28 09:10:00 … 02-29 09:09:59 " },
		{ "time>=2023-12-31T09:10", " from 2023-12-31 09:10:00 " },
		{ "time!=2024-02-29T09:10", " time!=2024-02-29T09:10 " },
		{ "time>=2024-02-29T09:10 and user=bob",
		  " time>=2024-02-29T09:10 and user=bob " },
	};
	struct stage s;
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		open_hours(&s);
		view_command(s.view, STR("filter"));
		for (const char *c = cases[i].typed; *c; c++)
			stage_press(&s, (struct key){ .code = *c });
		play(&s, "Enter");
		filter_says(&s, cases[i].says);
		stage_close(&s);
	}
}

/* Two chips that differ are never cut to the same letters. */
static void cut_chips_differ(void **state)
{
	struct stage s;
	(void)state;

	for (int width = 40; width <= 130; width += 3) {
		char line[2048], *first, *next;

		open_hours(&s);
		play(&s, "& \"name~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabaa"
			 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" Enter "
			 "& \"name~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaacaa"
			 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" Enter");
		grid_resize(&s.grid, width, 20);
		stage_settle(&s);
		line_of(&s, 1, line);
		first = strstr(line, "name~");
		assert_non_null(first);
		next = strstr(first, "   ");
		assert_non_null(next);
		*next = '\0';
		assert_null(strstr(next + 1, first));
		assert_non_null(strpbrk(next + 1, "c+"));
		stage_close(&s);
	}
}

static void everyone_is_back_but_people_and_writes_stay(void **state)
{
	struct stage s;
	(void)state;

	open_hours(&s);
	play(&s, "& \"user=alice\" Enter P W & \"service=iam\" Enter");
	filter_says(&s, " people ");
	play(&s, "g w");
	filter_says(&s, " people ");
	filter_says(&s, " write ");
	hides(&s, " user=alice  ");
	filter_says(&s, "1 of 11");
	play(&s, "w");
	filter_says(&s, "2 of 11");
	play(&s, "Esc Esc");
	filter_says(&s, " user=alice ");
	stage_close(&s);
}

static void the_cursor_stays_on_its_event(void **state)
{
	char cells[1024];
	struct stage s;
	(void)state;

	open_hours(&s);
	play(&s, "& \"user=bob\" Enter g j w");
	assert_non_null(strstr(styled(&s, STYLE_SELECTED, cells), "09:01:01"));
	filter_says(&s, "3 of 11");
	/* another event: a new window */
	play(&s, "g w");
	filter_says(&s, "4 of 11");
	stage_close(&s);
}

static void the_menu_counts_what_w_leaves(void **state)
{
	struct stage s;
	(void)state;

	open_hours(&s);
	play(&s, "& \"user=bob\" Enter W p");
	shows(&s, "around      ±1 minute, everyone");
	shows(&s, "everyone                       1    +1 │");
	play(&s, "w");
	filter_says(&s, "1 of 11");
	stage_close(&s);
}

static void no_time_is_said(void **state)
{
	struct stage s;
	(void)state;

	stage_bare(&s, 120, 40);
	stage_json(&s, "{\"eventName\":\"ListUsers\",\"eventID\":\"x\"}");
	stage_show(&s);
	stage_settle(&s);
	play(&s, "w");
	hint_says(&s, "no event with a time");
	play(&s, "p");
	hides(&s, "around");
	stage_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_widens_and_esc_leads_back),
		cmocka_unit_test(words_stand_for_a_text),
		cmocka_unit_test(stretches_are_said_in_words),
		cmocka_unit_test(cut_chips_differ),
		cmocka_unit_test(everyone_is_back_but_people_and_writes_stay),
		cmocka_unit_test(the_cursor_stays_on_its_event),
		cmocka_unit_test(the_menu_counts_what_w_leaves),
		cmocka_unit_test(no_time_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
