/* SPDX-License-Identifier: MIT */
/* evidence.c - the list of sources and its running totals. */
#include "evidence.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- one source ---- */

/* Makes room for a note and puts it at `place`; without memory it is only
 * counted. */
static void insert_note(struct source *source, size_t place,
			const struct err *err)
{
	assert(place <= source->notes);
	if (!vec_reserve(&source->note, &source->note_room, source->notes + 1,
			 sizeof(*source->note)))
		return;
	memmove(source->note + place + 1, source->note + place,
		(source->notes++ - place) * sizeof(*source->note));
	source->note[place] =
		(struct note){ err->at, xstrdup(str_of(err->text)) };
}

void source_note(struct source *source, const struct err *err)
{
	assert(err->code != ERR_NONE);
	source->note_count++;
	/* A whole value that is no event; damage says ERR_CUT, or comes with
	 * a record that was refused. */
	source->damaged |= err->code != ERR_DATA;
	if (source->notes < NOTES_A_SOURCE)
		insert_note(source, source->notes, err);
}

void source_note_first(struct source *source, const struct err *err)
{
	assert(err->code != ERR_NONE);
	source->note_count++;
	source->damaged = true;
	insert_note(source, 0, err);
}

void source_release(struct source *source)
{
	for (size_t i = 0; i < source->notes; i++)
		free(source->note[i].text);
	free(source->note);
	free(source->format);
	*source = (struct source){ 0 };
}

/* Next to events, what was set aside may have been one. */
static enum source_state state_of(const struct source *source)
{
	if (!source->note_count)
		return SOURCE_WHOLE;
	if (source->records)
		return SOURCE_PART;
	return source->damaged ? SOURCE_UNREAD : SOURCE_SKIPPED;
}

/* ---- all of them ---- */

static void count_in(struct evidence *evidence, enum source_state state,
		     size_t file)
{
	if (!evidence->in[state].files++ || file < evidence->in[state].first)
		evidence->in[state].first = file;
}

/* The paths before it begin with the same `shared` bytes as the first. */
static size_t shared_with(const struct evidence *evidence, const char *path)
{
	const char *first = evidence->source[0].path;
	size_t same = 0;

	while (same < evidence->shared && path[same] == first[same])
		same++;
	return same;
}

size_t evidence_add(struct evidence *evidence, const char *path, uint64_t size)
{
	size_t file = evidence->sources;

	assert(path && file < UINT32_MAX);
	*vec_add(evidence->source, evidence->sources, evidence->source_room) =
		(struct source){ .path = path, .size = size };
	evidence->bytes_all += size;
	evidence->shared = file ? shared_with(evidence, path) : strlen(path);
	evidence->in[SOURCE_WAITS].files++;
	return file;
}

void evidence_finish(struct evidence *evidence, size_t file,
		     struct source *read)
{
	struct source *source = &evidence->source[file];

	assert(file < evidence->sources && source->state == SOURCE_WAITS);
	assert(evidence->in[SOURCE_WAITS].files > 0);
	read->path = source->path;
	read->size = source->size;
	read->state = state_of(read);
	*source = *read;
	*read = (struct source){ 0 };
	evidence->in[SOURCE_WAITS].files--;
	count_in(evidence, source->state, file);
	evidence->troubles += source->note_count > 0;
}

void evidence_name(struct evidence *evidence, const char *path)
{
	char *real = strcmp(path, "-") ? realpath(path, NULL) : NULL;

	assert(path);
	*vec_add(evidence->named, evidence->names, evidence->name_room) =
		real ? real : xstrdup(str_of(path));
}

void evidence_release(struct evidence *evidence)
{
	for (size_t i = 0; i < evidence->names; i++)
		free(evidence->named[i]);
	free(evidence->named);
	for (size_t i = 0; i < evidence->sources; i++)
		source_release(&evidence->source[i]);
	free(evidence->source);
	*evidence = (struct evidence){ 0 };
}

size_t evidence_done(const struct evidence *evidence)
{
	return evidence->sources - evidence->in[SOURCE_WAITS].files;
}

size_t evidence_damaged(const struct evidence *evidence, size_t *first)
{
	size_t part = evidence->in[SOURCE_PART].files;
	size_t unread = evidence->in[SOURCE_UNREAD].files;
	size_t a = evidence->in[SOURCE_PART].first;
	size_t b = evidence->in[SOURCE_UNREAD].first;

	if (first)
		*first = !unread || (part && a < b) ? a : b;
	return part + unread;
}

size_t evidence_lead(const struct evidence *evidence)
{
	struct str lead;

	if (evidence->sources < 2)
		return 0;
	lead = (struct str){ evidence->source[0].path, evidence->shared };
	return (size_t)(str_find_last(lead, '/') + 1);
}
