/* The tables of all rooms. A new room is a new line. */
#include "web/web.h"

extern const struct az_route_table az_desk_audit_routes, az_desk_job_routes;
extern const struct az_route_table az_desk_assessment_routes, az_desk_assessment_draft_routes, az_insurer_routes;
extern const struct az_route_table az_checklist_routes, az_desk_checklist_routes, az_checklist_changes_routes,
        az_desk_checklist_item_routes, az_desk_checklist_retire_routes, az_desk_checklist_own_routes, az_desk_checklist_condition_routes,
        az_desk_checklist_preview_routes, az_desk_checklist_merge_routes,
        az_desk_checklist_publish_routes, az_desk_checklist_review_routes, az_desk_checklist_sheet_routes;
extern const struct az_route_table az_disclosure_routes, az_disclosure_export_routes, az_desk_rule_routes;
extern const struct az_route_table az_desk_measure_new_routes, az_desk_measure_routes; /* "new" before "{no}" */
extern const struct az_route_table az_desk_enterprise_routes, az_desk_enterprise_export_routes,
        az_desk_enterprise_import_routes, /* before "{id}" */
        az_desk_enterprise_sectors_routes, /* before "{sector}" */
        az_desk_enterprise_profile_routes, az_desk_enterprise_table_routes; /* "edit" before "{sector}" */
extern const struct az_route_table az_desk_hazard_routes, az_desk_visit_routes, az_desk_visit_close_routes,
        az_desk_visit_section_routes; /* "close" before "{section}" */
extern const struct az_route_table az_site_routes, az_account_routes, az_report_routes, az_report_track_routes, az_report_receipt_routes,
        az_report_proof_routes, az_report_solved_routes, az_report_reward_routes, az_desk_reward_routes,
        az_desk_report_routes, az_desk_report_file_routes, az_desk_report_step_routes, az_desk_identity_routes,
        az_desk_report_list_routes, az_desk_redaction_routes, az_desk_keys_routes;
extern const struct az_route_table az_desk_report_link_routes, az_desk_reply_template_routes; /* "new" before "{id}" */

const struct az_route_table *const az_route_tables[] = {
	&az_site_routes,
	&az_account_routes,
	&az_report_routes,
	&az_report_track_routes,
	&az_report_proof_routes,
	&az_report_solved_routes,
	&az_report_reward_routes,
	&az_desk_reward_routes,
	&az_report_receipt_routes,
	&az_desk_report_list_routes,
	&az_desk_report_link_routes,
	&az_desk_reply_template_routes,
	&az_desk_report_routes,
	&az_desk_report_file_routes,
	&az_desk_redaction_routes,
	&az_desk_report_step_routes,
	&az_desk_identity_routes,
	&az_desk_keys_routes,
	&az_desk_audit_routes,
	&az_desk_job_routes,
	&az_desk_assessment_routes,
	&az_desk_assessment_draft_routes,
	&az_insurer_routes,
	&az_desk_checklist_sheet_routes, /* "{number}.xlsx" before "{number}" */
	&az_checklist_changes_routes, /* "changes" before "{number}" */
	&az_checklist_routes,
	&az_desk_checklist_routes,
	&az_desk_checklist_item_routes,
	&az_desk_checklist_own_routes,
	&az_desk_checklist_retire_routes,
	&az_desk_checklist_preview_routes,
	&az_desk_checklist_merge_routes,
	&az_desk_checklist_condition_routes,
	&az_desk_checklist_publish_routes,
	&az_desk_checklist_review_routes,
	&az_disclosure_routes,
	&az_disclosure_export_routes,
	&az_desk_measure_new_routes,
	&az_desk_measure_routes,
	&az_desk_rule_routes,
	&az_desk_enterprise_import_routes,
	&az_desk_enterprise_routes,
	&az_desk_enterprise_sectors_routes,
	&az_desk_enterprise_export_routes,
	&az_desk_enterprise_profile_routes,
	&az_desk_enterprise_table_routes,
	&az_desk_hazard_routes,
	&az_desk_visit_routes,
	&az_desk_visit_close_routes,
	&az_desk_visit_section_routes,
};
const size_t az_route_table_count = sizeof az_route_tables / sizeof az_route_tables[0];
