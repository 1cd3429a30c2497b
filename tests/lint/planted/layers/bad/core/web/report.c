#include "domain/report.h"
#include "store/db.h" /* handlers ask the domain */
#include "ctl/ctl.h"
#include "../domain/audit.h"
#include "form/private.h"
#include "libfcgi/fcgiapp.h"
#include HEADER
