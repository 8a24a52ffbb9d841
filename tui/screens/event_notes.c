/* SPDX-License-Identifier: MIT */
/* event_notes.c - what is to be known of an event's record before one believes
 * it: what the eye does not see in it, and what it lacks. */
#include "event_lines.h"

static void begin(struct told *told)
{
	told_line(told, STYLE_LABEL, STR("note"))->values = TOP_LABEL;
}

/* The first place whose value holds what the eye would not see; in none it is
 * a key that does. */
static struct str hiding_place(struct told *told)
{
	const struct skeleton *skeleton = told->record.skeleton;
	char scratch[SCRATCH];

	for (uint32_t i = 0; i < skeleton->slots; i++)
		if (!leaf_packed(skeleton->slot[i].kind) &&
		    text_hides(record_slot(&told->record, i, scratch)))
			return dict_text(&store_shapes(told->store)->paths,
					 skeleton->slot[i].path);
	return STR("a key");
}

static void put_hidden(struct told *told)
{
	struct buf text = { 0 };

	if (!(told->flags & FLAG_HIDDEN))
		return;
	buf_add(&text, STR("hidden characters in "));
	buf_add(&text, hiding_place(told));
	begin(told);
	told_put(told, STYLE_WARN, told_keep(told, &text));
}

static void put_conflict(struct told *told)
{
	struct str id = told_field(told, FIELD_ID);

	if (!(told->flags & FLAG_CONFLICT))
		return;
	begin(told);
	told_ask(told, STYLE_NOTABLE,
		 STR("this event id stands on events with other content too"),
		 id.len ? STR("id") : STR_NONE, id);
}

/* Why CloudTrail delivered it late or a second time. */
static void put_addendum(struct told *told)
{
	struct str reason = told_field(told, FIELD_ADDENDUM_REASON);
	struct buf text = { 0 };

	if (!reason.len)
		return;
	buf_add(&text, STR("delivered later: "));
	buf_add(&text, reason);
	begin(told);
	told_ask(told, STYLE_TEXT, told_keep(told, &text),
		 STR("addendum.reason"), reason);
}

static void put_note(struct told *told, const char *words)
{
	begin(told);
	told_say(told, STYLE_LABEL, "%s", words);
}

void event_put_notes(struct told *told)
{
	put_hidden(told);
	put_conflict(told);
	put_addendum(told);
	if (told->flags & FLAG_UNDATED)
		put_note(told, "no eventTime could be read: it stands last");
	if ((told->flags & FLAG_GUESSED) && !told->summary)
		put_note(told, "readOnly is not recorded: read or write is a "
			       "guess");
}
