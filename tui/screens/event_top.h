/* SPDX-License-Identifier: MIT */
/* event_top.h - one event being told: what its lines are made from. */
#ifndef EVENT_TOP_H
#define EVENT_TOP_H

#include "event_lines.h"

struct told {
	struct view *view;
	struct event_state *state;
	const struct store *store;
	row_t row;
	uint32_t flags;
	struct record record;
};

/* False: there is no such row. */
bool told_init(struct told *told, struct view *view, row_t row);

/* who, with, from, did, and what came of it. */
void event_put_top(struct told *told);
/* Why it is notable, and what else should be known of it. */
void event_put_notes(struct told *told);
/* The file and the byte in it that the event came from. */
void event_put_origin(struct told *told);
/* Keys and values, nested, foldable. */
void event_put_tree(struct told *told);
/* The JSON that it was. */
void event_put_json(struct told *told);
/* What it did, in sentences, and what stands around it. */
void event_put_story(struct told *told);

/* Adds the program's own words to the line added last. */
void told_say(struct told *told, unsigned style, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* The text of a slot, for as long as the lines live. */
struct str told_slot(struct told *told, uint32_t slot);
/* What a filter calls the slot's place: its alias, else its path. */
struct str told_slot_field(const struct told *told, uint32_t slot);
/* "3 of 10" among the events of its second; false: it is alone there. */
bool told_order(const struct told *told, size_t *nth, size_t *of);
/* What was done, without its outcome. */
void told_deed(const struct told *told, struct buf *out);
/* `long-term key, MFA not recorded` */
void told_credential(const struct told *told, struct buf *out);

#endif
