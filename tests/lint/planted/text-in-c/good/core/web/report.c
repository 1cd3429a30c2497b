/* 举报: comments may say what a word means. */
static const char *title = "report.title"; // 标题
