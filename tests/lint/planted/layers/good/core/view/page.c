#include "base/text.h"
#include "form/form.h"
