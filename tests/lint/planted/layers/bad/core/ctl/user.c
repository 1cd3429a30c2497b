#include "domain/account.h"
#include "web/web.h"
