/* Shared by the checklist*.c of this directory only. */
#ifndef AZ_DOMAIN_CHECKLIST_PRIVATE_H
#define AZ_DOMAIN_CHECKLIST_PRIVATE_H

#include "domain/checklist.h"
#include "store/db.h"

#define AZ_SELECT_CHECKLIST_VERSION                                                                                    \
	"SELECT v.id, v.sector, v.state, v.number, v.effective_from, v.plugin_version, v.based_on, "                   \
	"o.number AS based_on_number, v.revision, v.note, m.name AS maker, e.name AS editor, "                         \
	"u.name_zh AS authority_zh, u.name_en AS authority_en, v.created_at, v.changed_at, v.published_at, "           \
	"(SELECT COUNT(*) FROM checklist_item i WHERE i.version_id = v.id AND i.retired = 0) AS items, "               \
	"(SELECT COUNT(*) FROM checklist_item i WHERE i.version_id = v.id AND i.retired = 0 AND i.major <> 'no') "     \
	"AS majors "                                                                                                   \
	"FROM checklist_version v JOIN account m ON m.id = v.maker_id JOIN account e ON e.id = v.editor_id "           \
	"LEFT JOIN checklist_version o ON o.id = v.based_on LEFT JOIN authority u ON u.id = v.authority_id "

extern const struct az_row_map az_checklist_version_map;

/* The refusal of a change that would weaken the baseline, with the clauses that forbid it on that day. */
void az_checklist_tell_weaker(struct az_arena *arena, az_day today, const struct az_checklist_item *baseline,
                              enum az_checklist_weaker weaker, struct az_problem *problem);

#endif
