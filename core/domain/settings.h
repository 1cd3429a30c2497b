/* The settings of conf/anze.conf, read and checked. */
#ifndef AZ_DOMAIN_SETTINGS_H
#define AZ_DOMAIN_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "store/db.h"

#define AZ_HOSTS_MAX 8

/* All strings are owned by the settings; paths are absolute. */
struct az_settings {
	char *home;     /* where the installed files start */
	char *instance; /* the instance directory */
	char *city_zh, *city_en, *city_code;
	char *address; /* of the portal, "https://..."; "": as the visitor wrote it */
	bool demonstration, secure_cookies;
	int workers, request_deadline_ms, plugin_deadline_ms, process_mib, drain_ms;
	char *log_level;
	char *fastcgi_socket, *keys, *aside;
	char *templates, *htdocs, *sql, *rules, *calendar, *plugins, *sectors, *cleaner;
	char *clamd; /* where ClamAV's daemon listens; "": none */
	int body_kib, upload_mib, file_mib, files, report_files, report_mib;
	char *flood_proof; /* off, always, auto */
	int flood_reports, flood_cost;
	int session_idle_minutes, session_hours;
	char *database_name, *database_user, *database_password_file, *database_socket, *database_tls_ca;
	int connect_timeout, answer_timeout;
	char *hosts[AZ_HOSTS_MAX];
	size_t host_count;
};

/* Reads `file` for the instance in `directory`. On failure false, after each
 * fault was printed to standard error with file and line. Free with az_settings_free. */
bool az_settings_read(struct az_settings *settings, const char *file, const char *directory);
void az_settings_free(struct az_settings *settings);

/* The database's settings; the password is read from its file now. False, with a log line, when it cannot be read.
 * Pointers lead into `settings` and, for the password, into memory that stays. */
bool az_settings_database(const struct az_settings *settings, struct az_db_settings *out);

#endif
