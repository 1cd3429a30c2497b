#include "store/db.h"
#include "web/web.h"        /* domain knows no HTTP */
#include "view/page.h"      /* and no HTML */
#include "server/request.h"
#include "store/db_private.h" /* nor what store keeps to itself */
#include "plugin/internal.h"
