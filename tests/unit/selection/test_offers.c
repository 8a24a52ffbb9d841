/* SPDX-License-Identifier: MIT */
/* What is offered while one types, against plain filters: each offer is an
 * expression, the number beside it is what that keeps, and the value of a
 * field keeps exactly the rows that have it, whatever the value says. */
#include "../query/asked.h"
#include "../query/counted.h"

#include "selection.h"

/* Values that mean something to the language, to shells, to terminals, or to
 * nobody. */
static const char *const nasty[] = {
	"a; b",
	"a",
	"a b",
	"*",
	"a*",
	"or",
	"not",
	"in",
	"null",
	"10.0.0.0/8",
	"10.1.2.3",
	"\\\\\\\"",
	"'",
	"/x/",
	"!a",
	"[a]",
	"a, b",
	"a]",
	"role/a",
	"ROLE/A",
	" a",
	"true",
	"denied",
	"\\u001b[31ma",
	"\\u202ea",
	"caf\\u00e9",
	"2023-07-10",
	"a+b(c)?",
	"\\\\Ea\\\\Q",
	"=a",
	"~a",
	"`a`",
	"a\\nb",
	"(unknown)",
	"(absent)",
	"(none)",
	"-",
	"*.a",
	"ec2.amazonaws.com",
	"CreateFunction20150331v2",
	"CreateFunction",
	"\\ud83d\\ude00",
};

/* Three in four events say two of them, in every field. */
static void add_events(struct rig *rig)
{
	unsigned random = 7;
	char json[2048];
	struct err err;

	for (unsigned i = 0; i < 700; i++) {
		const char *one = nasty[next(&random) % ARRAY_LEN(nasty)];
		const char *two = nasty[next(&random) % ARRAY_LEN(nasty)];
		const char *account = i % 5 ? "111122223333" : "444455556666";

		snprintf(json, sizeof(json),
			 ",\"eventName\":\"%s\",\"errorCode\":\"%s\","
			 "\"eventSource\":\"%s\",\"sourceIPAddress\":\"%s\","
			 "\"userAgent\":\"%s\",\"userIdentity\":{\"type\":"
			 "\"IAMUser\",\"userName\":\"%s\",\"accountId\":"
			 "\"%s\",\"accessKeyId\":\"%s\"},"
			 "\"requestParameters\":{\"note\":\"%s\","
			 "\"bucketName\":\"%s\",\"my key\":\"%s\"}",
			 one, two, two, one, two, one, account, two, one, two,
			 one);
		rig_event(rig, i % 4, i, i * 7, i % 4 ? json : "");
	}
	rig_flush(rig);
	assert_int_equal(store_settle(rig->store, &err), 0);
}

static void work(struct selection *selection)
{
	while (selection_step(selection, 50))
		;
}

static void ask(struct selection *selection, const char *typed)
{
	offers_ask(selection, str_of(typed), strlen(typed), SIZE_MAX);
	work(selection);
	assert_true(selection->offers.whole);
}

/* The rows that the text keeps under the chips; owned. */
static struct rowset kept(const struct selection *selection, struct str text)
{
	struct filter *filter = filter_new(asked_parse(text));
	struct rowset rows = { 0 };

	filter_step(filter, selection->store, 0);
	rowset_fill(&rows, selection->rows);
	rowset_and(&rows, filter_rows(filter));
	rowset_and(&rows, &selection->result.rows);
	filter_free(filter);
	return rows;
}

/* What is typed with the offer in the place of the word; closed. */
static void put_whole(const struct selection *selection, const char *typed,
		      const struct offer *offer, struct buf *out)
{
	buf_reset(out);
	buf_add(out, str_slice(str_of(typed), 0, selection->offers.from));
	buf_add(out, str_of(offer->text));
	if (strchr(typed, '['))
		buf_addc(out, ']');
}

static void holds(struct selection *selection, const char *typed)
{
	struct buf whole = { 0 };

	ask(selection, typed);
	for (size_t i = 0; i < selection->offers.count; i++) {
		const struct offer *offer = &selection->offers.at[i];
		struct rowset rows;

		put_whole(selection, typed, offer, &whole);
		rows = kept(selection, buf_str(&whole));
		if (!offer->trial.counted ||
		    offer->trial.count != rowset_count(&rows))
			fail_msg("%s: %zu offered, %zu kept", whole.at,
				 offer->trial.count, rowset_count(&rows));
		rowset_release(&rows);
	}
	buf_release(&whole);
}

static const char *const fields[] = {
	"user",     "key",
	"ip",       "tool",
	"ua",       "event",
	"service",  "error",
	"resource", "region",
	"account",  "requestParameters.note",
	"*.note",   "`requestParameters.my key`",
};

static const char *const leads[] = { "", "denied ", "!failed and " };

static void each_number_is_what_the_filter_keeps(void **state)
{
	static const char *const words[] = { "",    "a",   "ro",   "a*",
					     "den", "cre", "note", "groupId",
					     "my",  "10." };
	static const char *const ops[] = { "=",     "!=",       "==",    "~",
					   " in [", " in [a, ", " like " };
	struct selection *selection = selection_new(STR(""), NULL, NULL);
	struct buf typed = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_events(&rig);
	selection_show(selection, rig.store);
	work(selection);
	for (int chips = 0; chips < 2; chips++) {
		for (size_t i = 0; i < ARRAY_LEN(words); i++)
			for (size_t l = 0; l < ARRAY_LEN(leads); l++) {
				buf_reset(&typed);
				buf_addf(&typed, "%s%s", leads[l], words[i]);
				holds(selection, typed.at);
			}
		for (size_t i = 0; i < ARRAY_LEN(fields); i++)
			for (size_t o = 0; o < ARRAY_LEN(ops); o++) {
				buf_reset(&typed);
				buf_addf(&typed, "%s%s", fields[i], ops[o]);
				holds(selection, typed.at);
			}
		change_chip(selection, SIZE_MAX, ask_new(STR("!ip=a"), NULL));
		work(selection);
	}
	offers_end(selection);
	selection_free(selection);
	buf_release(&typed);
	rig_release(&rig);
}

/* Whether the row says that, in the field. */
static bool says(const struct field *field, const struct store *store,
		 row_t row, const struct buf *text)
{
	struct buf own = { 0 };
	bool same = field_put(field, store, row, &own) &&
		    str_eq(buf_str(&own), buf_str(text));

	buf_release(&own);
	return same;
}

/* All the rows that say what the first of them says, and no others. */
static void keeps_one_value(const struct selection *selection,
			    const struct field *field, const char *typed,
			    const struct offer *offer)
{
	struct buf whole = { 0 }, text = { 0 };
	struct rowset rows;
	row_t first = 0;

	put_whole(selection, typed, offer, &whole);
	rows = kept(selection, buf_str(&whole));
	while (first < selection->rows && !rowset_has(&rows, first))
		first++;
	if (first == selection->rows ||
	    !field_put(field, selection->store, first, &text))
		fail_msg("%s keeps nothing", whole.at);
	for (row_t row = 0; row < selection->rows; row++)
		if (rowset_has(&rows, row) !=
		    says(field, selection->store, row, &text))
			fail_msg("%s is not %s alone", whole.at, text.at);
	rowset_release(&rows);
	buf_release(&whole);
	buf_release(&text);
}

static void a_value_keeps_the_rows_that_have_it_and_no_others(void **state)
{
	struct selection *selection = selection_new(STR(""), NULL, NULL);
	struct buf typed = { 0 };
	struct rig rig;

	(void)state;
	rig_init(&rig);
	add_events(&rig);
	selection_show(selection, rig.store);
	work(selection);
	for (size_t f = 0; f < ARRAY_LEN(fields); f++) {
		struct field *field = field_parse(str_of(fields[f]), NULL);

		buf_reset(&typed);
		buf_addf(&typed, "%s=", fields[f]);
		ask(selection, typed.at);
		assert_true(selection->offers.count);
		for (size_t i = 0; i < selection->offers.count; i++)
			keeps_one_value(selection, field, typed.at,
					&selection->offers.at[i]);
		field_free(field);
	}
	offers_end(selection);
	selection_free(selection);
	buf_release(&typed);
	rig_release(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_number_is_what_the_filter_keeps),
		cmocka_unit_test(
			a_value_keeps_the_rows_that_have_it_and_no_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
