#include "form/form.h"
#include "domain/site.h" /* server knows no noun */
#include "web/web.h"
