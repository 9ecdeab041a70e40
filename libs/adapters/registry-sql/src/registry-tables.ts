import type { Generated } from 'kysely';

/** Newest version of each camera: what lists search, and the record as JSON text. Times are epoch ms. */
export interface CamerasTable {
  camera_id: string;
  version: number;
  /** Folded name; lists are sorted by it. */
  sort_name: string;
  /** Folded name, code and tags, one per line. */
  search_text: string;
  /** Unique; null without a code and for retired cameras. */
  code: string | null;
  lifecycle: string;
  record: string;
}

export interface CameraVersionsTable {
  camera_id: string;
  version: number;
  valid_from: number;
  record: string;
}

/** Every zone id a camera ever had. */
export interface CameraZonesTable {
  camera_id: string;
  zone_id: string;
}

/** Sites the zones of the newest version count for. */
export interface CameraSitesTable {
  camera_id: string;
  site_id: string;
}

export interface SitesTable {
  site_id: string;
  sort_name: string;
  record: string;
}

/** Transactional outbox: one row per change, written with it. `version` null: the camera was erased. */
export interface RegistryChangesTable {
  revision: Generated<number>;
  camera_id: string;
  version: number | null;
}

/** Facts about the registry as a whole; `epoch` is its random identity. */
export interface RegistryMarksTable {
  name: string;
  value: string;
}

/** Hand counts and comparisons with counters; times are epoch ms. */
export interface AccuracyChecksTable {
  kind: 'hand_count' | 'counter_comparison';
  check_id: string;
  camera_id: string;
  start_at: number;
  created_at: number;
  record: string;
}

/** Set counts of sites; times are epoch ms. */
export interface SetCountsTable {
  set_count_id: string;
  site_id: string;
  counted_at: number;
  created_at: number;
  record: string;
}

/** Saved searches; `created_at` is epoch ms. */
export interface SavedSearchesTable {
  saved_search_id: string;
  created_at: number;
  record: string;
}

/** Calendars; `created_at` is epoch ms, `events` a JSON list. */
export interface CalendarsTable {
  calendar_id: string;
  created_at: number;
  record: string;
  events: string;
}

/** Alert rules; `created_at` is epoch ms. */
export interface AlertRulesTable {
  rule_id: string;
  created_at: number;
  record: string;
}

/** What the evaluation of a rule remembers, JSON. */
export interface AlertRuleStatesTable {
  rule_id: string;
  revision: number;
  state: string;
}

/** Alerts; times are epoch ms. */
export interface AlertsTable {
  alert_id: string;
  sequence: number;
  rule_id: string;
  state: string;
  raised_at: number;
  closed_at: number | null;
  record: string;
}

/** Alert channels; `created_at` is epoch ms, `position` a sequence number of alerts. */
export interface AlertChannelsTable {
  channel_id: string;
  created_at: number;
  position: number;
  secret: string;
  record: string;
}

export type DeliveryKind = 'alert' | 'report';

/** Outboxes of the channels; `number` is the order within the channel, `subject` the id of the alert or of the run of a report. */
export interface AlertDeliveriesTable {
  channel_id: string;
  event_id: string;
  number: number;
  kind: DeliveryKind;
  subject: string;
  state: string;
  record: string;
  body: string;
}

/** Schedules of reports; `created_at` is epoch ms. */
export interface ReportSchedulesTable {
  schedule_id: string;
  created_at: number;
  record: string;
}

/** Runs of schedules; `due_at` is epoch ms. */
export interface ReportRunsTable {
  run_id: string;
  schedule_id: string;
  due_at: number;
  record: string;
}

/** Leases of tasks that only one process may do; `expires_at` is epoch ms. */
export interface LeasesTable {
  name: string;
  holder: string;
  /** Fencing token: grows when the holder changes. */
  token: number;
  expires_at: number;
}

/** Steps of model bindings in their order; `scope` is the key of `modelScopeKey`. */
export interface ModelStepsTable {
  position: Generated<number>;
  step_id: string;
  scope: string;
  record: string;
}

/** The newest step of each scope. */
export interface ModelBindingsTable {
  scope: string;
  kind: string;
  step_id: string;
  record: string;
}

/** Secrets are kept as SHA-256; times are epoch ms. */
export interface SessionsTable {
  secret_hash: string;
  name: string;
  permissions: string;
  issuer: string;
  created_at: number;
  expires_at: number;
}

export interface SignInLinksTable {
  secret_hash: string;
  expires_at: number;
}

/** Secrets are kept as SHA-256; times are epoch ms. */
export interface KioskLinksTable {
  kiosk_link_id: string;
  name: string;
  secret_hash: string;
  created_by: string;
  issuer: string;
  created_at: number;
  expires_at: number;
}

/** The last changes of the state of each camera; `changed_at` epoch ms. */
export interface HealthChangesTable {
  camera_id: string;
  changed_at: number;
  state: string;
  reason: string | null;
  detail: string | null;
}

export interface RegistryTables {
  cameras: CamerasTable;
  camera_versions: CameraVersionsTable;
  camera_zones: CameraZonesTable;
  camera_sites: CameraSitesTable;
  sites: SitesTable;
  registry_changes: RegistryChangesTable;
  registry_marks: RegistryMarksTable;
  accuracy_checks: AccuracyChecksTable;
  set_counts: SetCountsTable;
  saved_searches: SavedSearchesTable;
  calendars: CalendarsTable;
  alert_rules: AlertRulesTable;
  alert_rule_states: AlertRuleStatesTable;
  alerts: AlertsTable;
  alert_channels: AlertChannelsTable;
  alert_deliveries: AlertDeliveriesTable;
  report_schedules: ReportSchedulesTable;
  report_runs: ReportRunsTable;
  leases: LeasesTable;
  model_steps: ModelStepsTable;
  model_bindings: ModelBindingsTable;
  sessions: SessionsTable;
  sign_in_links: SignInLinksTable;
  kiosk_links: KioskLinksTable;
  health_changes: HealthChangesTable;
}
