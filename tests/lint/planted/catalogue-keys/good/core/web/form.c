static const struct anze_choice kinds[] = {{"open", {0}}, {"own", {"own", "Its own"}}};

static const struct anze_field fields[] = {
	[TITLE] = {"title", ANZE_TEXT, ANZE_REQUIRED, .max = 40},
	[STATE] = {"state", ANZE_CHOICE, 0, .choices = kinds, .choice_count = 2},
	[OWN] = {"own", ANZE_TEXT, 0, .label = {"own", "Its own"}},
	[NEXT] = {"next", ANZE_HIDDEN, 0},
	[SIZE] = {"size", ANZE_INTEGER, 0, .unit = "person"},
};
static const struct az_form form = {"send", fields, 5};
