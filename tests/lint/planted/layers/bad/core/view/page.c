#include "base/text.h"
#include "server/request.h" /* view answers no requests */
#include "domain/report.h"
