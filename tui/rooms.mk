# SPDX-License-Identifier: MIT
# The rooms, from the street to the screen: USES_x names the rooms whose doors
# x may open, DOORS_x its own doors in include/. `base` stands alone; only
# `app` sees everything. Read by the Makefile (what an archive's tests link)
# and by tests/tools/layers.py (what the build refuses).

ROOMS = base load event meaning store query evidence ingest selection grid \
	table screens term app

USES_base =
DOORS_base = base.h json.h job.h

USES_load = base
DOORS_load = load.h

USES_event = base
DOORS_event = event.h event_fields.h shredder.h

USES_meaning = event base
DOORS_meaning = meaning.h tree.h

USES_store = event base
DOORS_store = store.h

USES_query = store meaning event base
DOORS_query = query.h tally.h

USES_evidence = base
DOORS_evidence = evidence.h

USES_ingest = evidence store meaning event load base
DOORS_ingest = ingest.h

USES_selection = query store meaning event base
DOORS_selection = selection.h chips.h counts.h sweep.h

USES_grid = base
DOORS_grid = grid.h keys.h

USES_table = grid base
DOORS_table = table.h form.h print.h scroll.h find.h

USES_screens = selection evidence query store meaning event table grid base
DOORS_screens = screens.h

USES_term = grid base
DOORS_term = term.h

USES_app = screens selection term query ingest evidence store meaning event \
	load table grid base
DOORS_app =
