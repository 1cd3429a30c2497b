#include "domain/report.h"
#include "server/request.h"
#include "view/page.h"
