/* The page of a receipt, for the form that files a report. */
#ifndef AZ_WEB_REPORT_RECEIPT_H
#define AZ_WEB_REPORT_RECEIPT_H

#include "domain/report.h"
#include "web/web.h"

/* The receipt with what was stored (as az_report_submit gives it); without the code when the reporter has said already that it is kept. */
enum az_result az_report_receipt_show(struct az_exchange *x, const char *receipt, const struct az_report *report) AZ_CHECKED;

#endif
