#include "base/ctx.h"
#include "domain/report.h" /* store knows no noun */
#include "form/form.h"
