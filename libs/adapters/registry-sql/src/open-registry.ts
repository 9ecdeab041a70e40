import { counterComparison, handCount } from '@vialog/contracts';
import type {
  CameraDirectory,
  CameraStore,
  CounterComparisonStore,
  HandCountStore,
  HealthHistory,
  ModelBindingStore,
  RegistryMarks,
  RegistryReader,
  SetCountStore,
  SiteDirectory,
} from '@vialog/registry';
import type { AlertChannelStore, AlertRuleStore, AlertStore, SavedSearchStore } from '@vialog/alerting';
import type { KioskLinkStore, SessionStore, SignInLinkStore } from '@vialog/access';
import type { CalendarStore } from '@vialog/calendars';
import type { ReportScheduleStore } from '@vialog/reports';
import { Kysely } from 'kysely';
import { ChangeNotifier } from './change-notifier.ts';
import { migrate } from './migrations.ts';
import { NodeSqliteDialect, openSqlite } from './node-sqlite-dialect.ts';
import { openPool, SerializedTransactionsDialect } from './postgres-dialect.ts';
import { postgresError } from './postgres-fault.ts';
import type { RegistryTables } from './registry-tables.ts';
import { SqlAccuracyChecks } from './sql-accuracy-checks.ts';
import { SqlAlertChannels } from './sql-alert-channels.ts';
import { SqlAlertRules } from './sql-alert-rules.ts';
import { SqlAlerts } from './sql-alerts.ts';
import { SqlCalendars } from './sql-calendars.ts';
import { SqlCameraDirectory } from './sql-camera-directory.ts';
import { SqlCameraStore } from './sql-camera-store.ts';
import { SqlHealthHistory } from './sql-health-history.ts';
import { SqlKioskLinks } from './sql-kiosk-links.ts';
import { SqlModelBindings } from './sql-model-bindings.ts';
import { SqlRegistryMarks } from './sql-registry-marks.ts';
import { SqlRegistryReader } from './sql-registry-reader.ts';
import { SqlReportSchedules } from './sql-report-schedules.ts';
import { SqlSavedSearches } from './sql-saved-searches.ts';
import { SqlSetCounts } from './sql-set-counts.ts';
import { SqlSessionStore } from './sql-session-store.ts';
import { SqlSignInLinkStore } from './sql-sign-in-link-store.ts';

export interface OpenRegistry {
  readonly store: CameraStore;
  readonly directory: CameraDirectory;
  readonly sites: SiteDirectory;
  readonly reader: RegistryReader;
  readonly marks: RegistryMarks;
  readonly handCounts: HandCountStore;
  readonly counterComparisons: CounterComparisonStore;
  readonly setCounts: SetCountStore;
  readonly savedSearches: SavedSearchStore;
  readonly calendars: CalendarStore;
  readonly alertRules: AlertRuleStore;
  readonly alerts: AlertStore;
  readonly alertChannels: AlertChannelStore;
  readonly reportSchedules: ReportScheduleStore;
  readonly modelBindings: ModelBindingStore;
  readonly sessions: SessionStore;
  readonly links: SignInLinkStore;
  readonly kioskLinks: KioskLinkStore;
  readonly healthHistory: HealthHistory;
  /** @throws {Error} when the database does not respond */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the registry in a SQLite file (`:memory:`: not stored) and brings its tables up to date. */
export async function openSqliteRegistry(path: string): Promise<OpenRegistry> {
  const db = new Kysely<RegistryTables>({ dialect: new NodeSqliteDialect(openSqlite(path)) });
  try {
    await migrate(db as Kysely<unknown>);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return openOn(db);
}

/**
 * Opens the registry in a PostgreSQL database and brings its tables up to date; several processes may have it open.
 * @throws {Error} when the server or its URL is wrong; the message never contains the password
 */
export async function openPostgresRegistry(
  url: string,
  { onConnectionError = () => undefined }: { readonly onConnectionError?: (error: Error) => void } = {},
): Promise<OpenRegistry> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw postgresError('', noUrl);
  const db = new Kysely<RegistryTables>({
    dialect: new SerializedTransactionsDialect(openPool({ url, onConnectionError })),
  });
  try {
    await migrate(db as Kysely<unknown>);
  } catch (error) {
    await db.destroy();
    throw postgresError(url, rootOf(error));
  }
  return openOn(db);
}

const noUrl = new Error('expected postgresql://user:password@host:5432/database');

/** The driver's own error, which the migration wraps. */
const rootOf = (error: unknown): unknown => (error as { cause?: unknown }).cause ?? error;

function openOn(db: Kysely<RegistryTables>): OpenRegistry {
  const notifier = new ChangeNotifier();
  const directory = new SqlCameraDirectory(db);
  return {
    store: new SqlCameraStore(db, notifier),
    directory,
    sites: directory,
    reader: new SqlRegistryReader(db, notifier),
    marks: new SqlRegistryMarks(db),
    ...accuracyChecks(db),
    setCounts: new SqlSetCounts(db),
    savedSearches: new SqlSavedSearches(db),
    calendars: new SqlCalendars(db),
    alertRules: new SqlAlertRules(db),
    alerts: new SqlAlerts(db),
    alertChannels: new SqlAlertChannels(db),
    reportSchedules: new SqlReportSchedules(db),
    modelBindings: new SqlModelBindings(db),
    sessions: new SqlSessionStore(db),
    links: new SqlSignInLinkStore(db),
    kioskLinks: new SqlKioskLinks(db),
    healthHistory: new SqlHealthHistory(db),
    check: async () => {
      await db.selectFrom('cameras').select('version').limit(1).execute();
    },
    close: () => db.destroy(),
  };
}

const accuracyChecks = (
  db: Kysely<RegistryTables>,
): Pick<OpenRegistry, 'handCounts' | 'counterComparisons'> => ({
  handCounts: new SqlAccuracyChecks(db, {
    kind: 'hand_count',
    idOf: ({ handCountId }) => handCountId,
    parse: (record) => handCount.parse(record),
  }),
  counterComparisons: new SqlAccuracyChecks(db, {
    kind: 'counter_comparison',
    idOf: ({ comparisonId }) => comparisonId,
    parse: (record) => counterComparison.parse(record),
  }),
});
