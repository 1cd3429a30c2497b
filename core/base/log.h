/* The operator's log: one line an event, key=value, to standard error (the
 * instance's log file or the journal). No text of a report, no name, no address
 * of a client ever goes here. */
#ifndef AZ_BASE_LOG_H
#define AZ_BASE_LOG_H

enum az_log_level { AZ_LOG_DEBUG, AZ_LOG_INFO, AZ_LOG_WARNING, AZ_LOG_ERROR };

/* `event` is a short stable name ("worker.died"); `format` gives the rest. */
void az_log(enum az_log_level level, const char *event, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Lines below this level are left out; AZ_LOG_INFO at the start. */
void az_log_threshold(enum az_log_level level);

/* Adds request=<id> to each following line until set to NULL. The string is
 * not copied and must stay valid. */
void az_log_request(const char *request_id);

#endif
