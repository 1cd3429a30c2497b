#include <mysql.h>
#include "base/ctx.h"
#include "store/db_private.h"
