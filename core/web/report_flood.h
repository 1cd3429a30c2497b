/* What is asked of a sender while many reports come in (domain/flood.h), on the pages from which a report is sent. */
#ifndef AZ_WEB_REPORT_FLOOD_H
#define AZ_WEB_REPORT_FLOOD_H

#include "web/web.h"

/* The fields of the form that it comes back in; drawn by the page's own macro. */
struct az_flood_fields {
	size_t work, question, sum;
};

/* Puts a new task below Flood, when one is asked for now. */
enum az_result az_report_flood_put(struct az_exchange *x, struct az_form_data *form,
                                   const struct az_flood_fields *fields) AZ_CHECKED;

/* On a page from which nothing is sent yet nothing is asked. */
void az_report_flood_leave(struct az_form_data *form, const struct az_flood_fields *fields);

/* Before a report without faults is filed. *spent: to be used up with it; NULL: nothing is asked for. A fault is one of the
 * whole form, and nothing that was typed is lost. */
enum az_result az_report_flood_check(struct az_exchange *x, struct az_form_data *form, const struct az_flood_fields *fields,
                                     const unsigned char **spent) AZ_CHECKED;

#endif
