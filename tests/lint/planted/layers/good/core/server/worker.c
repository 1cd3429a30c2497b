#include <fcgiapp.h>
#include "form/form.h"
