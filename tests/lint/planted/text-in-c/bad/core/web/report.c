static const char *title = "举报";
static const char *colon = "a：b";
#define LABEL "行业"
