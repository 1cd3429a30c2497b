/* Texts for replies, in the form of a case. */
#ifndef AZ_WEB_DESK_REPLY_TEMPLATE_H
#define AZ_WEB_DESK_REPLY_TEMPLATE_H

#include "domain/report.h"
#include "web/web.h"

/* Offers the templates as a field's choices; leaves the field out when there are none. */
enum az_result az_reply_template_choices(struct az_exchange *x, struct az_form_data *form, size_t field) AZ_CHECKED;

/* Puts the one that a field names into another field, below what is typed there, with its places filled in for a case.
 * `ground`: the reason of a refusal that is chosen in the form, for the right door. */
enum az_result az_reply_template_take(struct az_exchange *x, const struct az_report *report, struct az_form_data *form,
                                      size_t field, size_t text, const char *ground) AZ_CHECKED;

/* A place that is still to be filled in is an error of the field. */
void az_reply_template_check(struct az_exchange *x, struct az_form_data *form, size_t text);

#endif
