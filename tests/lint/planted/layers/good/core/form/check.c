#include <anze/field.h>
#include "base/text.h"
#include "form/private.h"
