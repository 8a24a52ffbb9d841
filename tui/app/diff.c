/* SPDX-License-Identifier: MIT */
/* diff.c - what two events differ in, as a table: in meaning, then by field.
 * What is the same is left out. */
#include "diff.h"

#include <stdlib.h>

#include "output.h"
#include "tree.h"

enum { COLUMN_KIND, COLUMN_FIELD, COLUMN_OLD, COLUMN_NEW, COLUMNS };

static const struct table_column columns[COLUMNS] = {
	[COLUMN_KIND] = { "kind", .kind = CELL_TEXT },
	[COLUMN_FIELD] = { "field", .kind = CELL_TEXT },
	[COLUMN_OLD] = { "old", .kind = CELL_TEXT },
	[COLUMN_NEW] = { "new", .kind = CELL_TEXT },
};

/* Those of the difference that are printed, `meants` in meaning first. */
struct changes {
	const struct change_row **row;
	size_t rows, meants;
};

static struct changes changes_of(const struct difference *found, size_t limit)
{
	struct changes changes = { 0 };
	size_t all = found->meants + found->rows;

	changes.row = xcalloc(all + 1, sizeof(*changes.row));
	for (size_t i = 0; i < all; i++) {
		bool meant = i < found->meants;
		const struct change_row *row =
			meant ? &found->meant[i]
			      : &found->row[i - found->meants];

		if (row->change == CHANGE_NONE ||
		    (limit && changes.rows == limit))
			continue;
		changes.meants += meant;
		changes.row[changes.rows++] = row;
	}
	return changes;
}

static size_t changes_count(const void *of)
{
	const struct changes *changes = of;

	return changes->rows;
}

static void changes_cell(const void *of, size_t at, size_t column,
			 struct table_cell *cell)
{
	const struct changes *changes = of;
	const struct change_row *row = changes->row[at];

	if (column == COLUMN_KIND)
		cell->text = at < changes->meants        ? STR("meaning")
			     : row->change == CHANGE_IDS ? STR("id or time")
							 : STR("field");
	else
		cell->text = column == COLUMN_FIELD ? row->path
			     : column == COLUMN_OLD ? row->old_text
						    : row->new_text;
}

static const struct table_rows rows = { .count = changes_count,
					.cell = changes_cell };

size_t diff_print(const struct record *old, const struct record *new,
		  const struct options *options)
{
	const struct table_form form = { .column = columns,
					 .columns = COLUMNS,
					 .sort = SIZE_MAX };
	struct print_options as = output_as(options);
	struct arena texts = { 0 };
	struct difference found = difference_make(old, new, &texts);
	struct changes changes = changes_of(&found, options->limit);
	size_t defused;

	table_print(&form, &rows, &changes, &as, &defused);
	output_defused(defused);
	if (found.old_tree.left_out || found.new_tree.left_out)
		message("more than %d keys and values: what lies beyond is not "
			"compared",
			TREE_COMPARED);
	free(changes.row);
	difference_release(&found);
	arena_release(&texts);
	return changes.rows;
}
