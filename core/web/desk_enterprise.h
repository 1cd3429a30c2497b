/* What the desk's pages of one enterprise share. */
#ifndef AZ_WEB_DESK_ENTERPRISE_H
#define AZ_WEB_DESK_ENTERPRISE_H

#include <anze/plugin.h>

#include "domain/enterprise_profile.h"
#include "web/web.h"

/* The enterprise that the address names; AZ_NOT_FOUND when out of scope. Puts its data and its tabs on the page; `sector`
 * is the tab that is open, NULL: the first. */
enum az_result az_enterprise_open(struct az_exchange *x, const char *sector, struct az_enterprise *enterprise) AZ_CHECKED;

/* "矿山、建筑施工": the sectors that it belongs to; "" without one. */
const char *az_enterprise_sector_names(struct az_exchange *x, const struct az_enterprise *enterprise);

/* What the list's filter asks for, from the address. */
struct az_enterprise_question az_enterprise_question(struct az_exchange *x);

/* One enterprise in one sector, as the person at the desk meets it. */
struct az_enterprise_room {
	struct az_enterprise enterprise;
	const struct az_sector *sector;
	const struct anze_plugin *plugin; /* NULL: the sector is out of service */
	const struct anze_plugin *words;  /* what was recorded in words: the same, also while it is set aside; or NULL */
	bool may_write;
	az_day today;
	struct az_profile_value *rows; /* everything that was recorded */
	size_t row_count;
	const struct az_profile_value *held; /* what holds today */
	size_t held_count;
	const char *path; /* "/desk/enterprises/7/chemicals" */
};

/* Opens {id} and {sector} of the address; AZ_NOT_FOUND when out of scope. */
enum az_result az_enterprise_enter(struct az_exchange *x, struct az_enterprise_room *room) AZ_CHECKED;

/* A form at request: fields of a plugin (`count` of them, no table among them), then the day from which it holds and
 * what was seen. `day` names that day's field: "valid-from", and its texts "enterprise.valid-from". Where an answer may
 * be taken away again, radios become a list. */
struct az_form *az_profile_form(struct az_exchange *x, const char *day, const struct anze_field *fields, size_t count);

/* The two that az_profile_form adds, behind the others; with what they show at first. */
void az_profile_preset(struct az_form_data *form, const struct az_enterprise_room *room);
/* As they were typed into a form without errors. `seen` -1, which nobody has seen, when it is no number. */
void az_profile_typed(const struct az_form_data *form, struct az_profile_edit *edit);

/* After a refusal of az_profile_record: a second try is made knowingly, on what is there now. */
void az_profile_try_again(struct az_exchange *x, struct az_form_data *form, const struct az_enterprise_room *room,
                          enum az_result refusal);

/* What the plugin finds wrong with the change (az_profile_check) as errors at the form's fields; true when there is
 * something. */
bool az_profile_faulty(struct az_exchange *x, const struct az_enterprise_room *room, struct az_form_data *form,
                       const struct az_profile_edit *edit);

/* A colour of a risk below a node: "tag" for its look, "colour" in words where there is one. */
void az_enterprise_colour(struct az_exchange *x, struct _hdf *node, int64_t colour);

/* The class that is kept (Class), the visits that are owed (Visits), what changed (Changes). `results` are
 * today's; a major hazard that is open makes it red whatever they say. */
enum az_result az_enterprise_put_class(struct az_exchange *x, const struct az_enterprise_room *room,
                                       const struct az_results *results, bool major_open) AZ_CHECKED;

/* The class and the results as they were last computed, while the plugin cannot be asked. */
enum az_result az_enterprise_put_kept(struct az_exchange *x, const struct az_enterprise_room *room) AZ_CHECKED;

/* A stored value for people: a choice's label, a number with its unit. */
const char *az_profile_text(struct az_exchange *x, const struct anze_field *field, const char *value);

#endif
