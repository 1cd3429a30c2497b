#include "base/clock.h"
#include "form/form.h"
#include "plugin/plugin.h"
#include "store/db.h"
