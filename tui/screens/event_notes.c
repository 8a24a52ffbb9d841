/* SPDX-License-Identifier: MIT */
/* event_notes.c - what else should be known of an event: why it is marked,
 * what is odd about its record, and where it came from. */
#include "event_top.h"

static void put_why(struct told *told)
{
	const struct notable *notable = record_notable(&told->record);

	if (!notable || !(told->flags & FLAG_NOTABLE))
		return;
	told_line(told, "why");
	told_say(told, STYLE_TEXT, "%s (%s)", notable->why,
		 tactic_name(notable->tactic));
}

/* The first place whose value holds what the eye would not see. */
static struct str hiding_place(struct told *told)
{
	const struct skeleton *skeleton = told->record.skeleton;
	char scratch[SCRATCH];

	for (uint32_t i = 0; i < skeleton->slots; i++) {
		struct str text;

		if (leaf_packed(skeleton->slot[i].kind))
			continue;
		text = record_slot(&told->record, i, scratch);
		if (text_hides(text))
			return dict_text(&store_shapes(told->store)->paths,
					 skeleton->slot[i].path);
	}
	return STR_NONE;
}

static void put_hidden(struct told *told)
{
	struct str path;
	struct buf text = { 0 };

	if (!(told->flags & FLAG_HIDDEN))
		return;
	path = hiding_place(told);
	buf_add(&text, STR("hidden characters in "));
	buf_add(&text, path.len ? path : STR("a key"));
	told_line(told, "note");
	lines_take(told->state, STYLE_WARN, &text);
}

static void put_conflict(struct told *told)
{
	struct str id = told_field(told, FIELD_ID);

	if (!(told->flags & FLAG_CONFLICT))
		return;
	told_line(told, "note");
	lines_ask(told->state, STYLE_NOTABLE,
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
	told_line(told, "note");
	lines_ask(told->state, STYLE_TEXT, lines_keep(told->state, &text),
		  STR("addendum.reason"), reason);
	buf_release(&text);
}

static void put_note(struct told *told, uint32_t flag, const char *words)
{
	if (!(told->flags & flag))
		return;
	told_line(told, "note");
	told_say(told, STYLE_LABEL, "%s", words);
}

static void put_kind(struct told *told)
{
	enum event_kind kind = flags_kind(told->flags);

	if (kind == KIND_MANAGEMENT || kind == KIND_DATA)
		return;
	told_line(told, "kind");
	told_say(told, STYLE_TEXT, "%s event%s", kind_name(kind),
		 kind == KIND_AGGREGATED ? ": counts, not a call" : "");
}

void event_put_notes(struct told *told)
{
	put_why(told);
	put_kind(told);
	put_hidden(told);
	put_conflict(told);
	put_addendum(told);
	put_note(told, FLAG_UNDATED,
		 "no eventTime could be read: it stands last");
	if (!told_is_summary(told))
		put_note(told, FLAG_GUESSED,
			 "readOnly is not recorded: read or write is a guess");
}

void event_put_origin(struct told *told)
{
	const struct evidence *evidence = &told->view->evidence;
	uint32_t file = store_file(told->store)[told->row];
	struct buf text = { 0 };

	told_line(told, "file");
	if (file < evidence->sources && evidence->source[file].path) {
		buf_add(&text, str_of(evidence->source[file].path));
		lines_take(told->state, STYLE_TEXT, &text);
	}
	buf_add(&text, STR("byte "));
	buf_add_count(&text, store_offset(told->store, told->row));
	lines_take(told->state, STYLE_LABEL, &text);
}
