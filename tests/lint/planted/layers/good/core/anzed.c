#include "store/migrate.h"
#include "web/web.h"
