#include <anze/field.h>
#include "base/text.h"
#include "view/page.h" /* form draws nothing */
#include "plugin/plugin.h"
