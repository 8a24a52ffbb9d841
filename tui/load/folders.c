/* SPDX-License-Identifier: MIT */
/* folders.c - from what the user named to files, in an order that is the same
 * everywhere: bytewise by path. Everything is evidence, hidden files too;
 * what is no file gets a reason.
 *
 * Files and folders are known by device and inode. A folder is entered once
 * whatever leads to it, so that links can make neither cycles nor towers; how
 * many files it gave is remembered, to count them as reached again. */
#include "load.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What the operating system says of a path. */
struct path_facts {
	uint64_t device, inode, size;
	mode_t mode;
	int error; /* errno; 0: the rest is known */
};

struct folder_entry {
	char *name; /* owned */
	struct path_facts place;
};

struct listing {
	struct folder_entry *entry;
	size_t count, room;
};

#define TELL_FILES 256

static void visit(struct finding *finding, const char *path,
		  const struct path_facts *place, bool given);

static void refuse(struct finding *finding, const char *path, const char *why)
{
	*vec_add(finding->refused, finding->refusals, finding->refusal_room) =
		(struct refusal){ .path = xstrdup(str_of(path)),
				  .why = xstrdup(str_of(why)) };
}

/* A number for the place; SYM_NONE when it was seen before: then what it gave
 * counts as reached again. */
static sym_t see(struct finding *finding, const struct path_facts *place)
{
	const uint64_t id[] = { place->device, place->inode };
	struct dict *seen = &finding->seen;
	size_t count;
	sym_t sym;

	if (!seen->count && !dict_init(seen, hash_seed()))
		die("no memory for a list of files");
	count = seen->count;
	sym = dict_put(seen, (struct str){ (const char *)id, sizeof(id) });
	if (!sym)
		die("no memory for a list of files");
	if (seen->count == count) {
		finding->again += finding->gave[sym];
		return SYM_NONE;
	}
	vec_grow(&finding->gave, &finding->gave_room, seen->count,
		 sizeof(*finding->gave));
	finding->gave[sym] = 0;
	return sym;
}

static void add_file(struct finding *finding, const char *path, uint64_t size)
{
	*vec_add(finding->file, finding->files, finding->file_room) =
		(struct found_file){ .path = xstrdup(str_of(path)),
				     .size = size };
	if (finding->tell && finding->files % TELL_FILES == 0)
		finding->tell(finding->arg);
}

/* As the whole paths compare: a folder's name goes on with a slash. */
static int after_name(const struct folder_entry *entry)
{
	return S_ISDIR(entry->place.mode) ? '/' : 0;
}

static int compare_entries(const void *a, const void *b)
{
	const struct folder_entry *x = a, *y = b;
	const size_t lx = strlen(x->name), ly = strlen(y->name);
	const int order = memcmp(x->name, y->name, lx < ly ? lx : ly);

	if (order || lx == ly)
		return order;
	if (lx < ly)
		return after_name(x) - (unsigned char)y->name[lx];
	return (unsigned char)x->name[ly] - after_name(y);
}

/* Links are followed. In a folder that is open, a name costs a third of what
 * its whole path does. */
static struct path_facts look(int folder, const char *name)
{
	struct path_facts place = { .error = 0 };
	struct stat st;

	if (fstatat(folder, name, &st, 0) < 0) {
		place.error = errno;
		return place;
	}
	place.device = st.st_dev;
	place.inode = st.st_ino;
	place.mode = st.st_mode;
	place.size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	return place;
}

static bool is_dots(const char *name)
{
	return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]));
}

static void list_folder(struct finding *finding, const char *path,
			struct listing *listing)
{
	DIR *dir = opendir(path);
	const struct dirent *dirent;

	if (!dir) {
		refuse(finding, path, strerror(errno));
		return;
	}
	while (errno = 0, (dirent = readdir(dir))) {
		if (is_dots(dirent->d_name))
			continue;
		*vec_add(listing->entry, listing->count, listing->room) =
			(struct folder_entry){
				.name = xstrdup(str_of(dirent->d_name)),
				.place = look(dirfd(dir), dirent->d_name),
			};
	}
	if (errno)
		refuse(finding, path, strerror(errno));
	closedir(dir);
}

static void look_into(struct finding *finding, const char *path)
{
	const bool slash = str_ends(str_of(path), STR("/"));
	struct listing listing = { .count = 0 };
	struct buf inner = { .at = NULL };

	list_folder(finding, path, &listing);
	if (listing.count)
		qsort(listing.entry, listing.count, sizeof(*listing.entry),
		      compare_entries);
	for (size_t n = 0; n < listing.count; n++) {
		buf_reset(&inner);
		buf_add(&inner, str_of(path));
		if (!slash)
			buf_addc(&inner, '/');
		buf_add(&inner, str_of(listing.entry[n].name));
		free(listing.entry[n].name);
		visit(finding, inner.at, &listing.entry[n].place, false);
	}
	buf_release(&inner);
	free(listing.entry);
}

/* Why a thing that is no folder is not read; NULL: it is. A pipe or a device
 * is read when it was named, as `<(zcat x)` and /dev/stdin are; one that lies
 * in a folder might never end. */
static const char *why_not(mode_t mode, bool given)
{
	if (S_ISREG(mode))
		return NULL;
	if (S_ISSOCK(mode))
		return "a socket, not a file: skipped";
	if (given)
		return NULL;
	return S_ISFIFO(mode) ? "a named pipe, not a file: skipped"
			      : "a device, not a file: skipped";
}

static void visit(struct finding *finding, const char *path,
		  const struct path_facts *place, bool given)
{
	const size_t before = finding->files;
	const bool folder = !place->error && S_ISDIR(place->mode);
	const char *why = NULL;
	sym_t sym;

	if (place->error)
		why = strerror(place->error);
	else if (!folder)
		why = why_not(place->mode, given);
	if (why) {
		refuse(finding, path, why);
		return;
	}
	sym = see(finding, place);
	if (!sym)
		return;
	if (folder)
		look_into(finding, path);
	else
		add_file(finding, path, place->size);
	finding->gave[sym] = finding->files - before;
}

void find_files(struct finding *finding, const char *path)
{
	/* Standard input. Device 0 is no device, so it can stand for it. */
	struct path_facts place = { .mode = S_IFIFO };

	if (strcmp(path, "-") != 0)
		place = look(AT_FDCWD, path);
	visit(finding, path, &place, true);
}

void finding_release(struct finding *finding)
{
	for (size_t n = 0; n < finding->files; n++)
		free(finding->file[n].path);
	for (size_t n = 0; n < finding->refusals; n++) {
		free(finding->refused[n].path);
		free(finding->refused[n].why);
	}
	free(finding->file);
	free(finding->refused);
	free(finding->gave);
	dict_release(&finding->seen);
	*finding = (struct finding){ .file = NULL };
}
