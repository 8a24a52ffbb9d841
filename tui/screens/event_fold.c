/* SPDX-License-Identifier: MIT */
/* event_fold.c - which containers of an event are folded.
 *
 * All are open but userIdentity: what it says stands in the top lines. Only
 * what a person turned from that is remembered. */
#include <stdlib.h>

#include "event_fold.h"

static bool closed_at_first(struct str path)
{
	return str_eq(path, STR("userIdentity"));
}

static size_t find(const struct event_state *state, struct str path)
{
	size_t at = 0;

	while (at < state->turns && !str_eq(str_of(state->turned[at]), path))
		at++;
	return at;
}

bool fold_closed(const struct event_state *state, struct str path)
{
	bool turned = find(state, path) < state->turns;

	return closed_at_first(path) != turned;
}

void fold_turn(struct event_state *state, struct str path)
{
	size_t at = find(state, path);

	state->made = false;
	if (at < state->turns) {
		free(state->turned[at]);
		state->turned[at] = state->turned[--state->turns];
		return;
	}
	if (!vec_reserve(&state->turned, &state->turn_room, state->turns + 1,
			 sizeof(*state->turned)))
		die("no memory for a fold");
	state->turned[state->turns++] = xstrdup(path);
}

void fold_open(struct event_state *state, struct str path)
{
	for (size_t len = 1; len <= path.len; len++) {
		struct str around = str_slice(path, 0, len);
		bool ends = len == path.len || path.at[len] == '.' ||
			    path.at[len] == '[';

		if (ends && fold_closed(state, around))
			fold_turn(state, around);
	}
}

void folds_release(struct event_state *state)
{
	for (size_t i = 0; i < state->turns; i++)
		free(state->turned[i]);
	free(state->turned);
	state->turned = NULL;
	state->turns = state->turn_room = 0;
}
