#include <anze/plugin.h>
#include "base/arena.h"
#include "plugin/internal.h"
