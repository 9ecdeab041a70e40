import type { Access } from '@vialog/access';
import type {
  AlertChannelStore,
  AlertRuleStore,
  AlertStore,
  SavedSearchStore,
  ChannelSenders,
} from '@vialog/alerting';
import type { AnalyticsCatalogue } from '@vialog/analytics';
import type { AttentionProbes } from '@vialog/attention';
import type { BaseMapSource } from '@vialog/base-map';
import type { CalendarStore, HolidayRules, SpecialDayReader } from '@vialog/calendars';
import type { SendCounts } from '@vialog/counters';
import type { EventPorts, LiveHub, SimulatedHistory } from '@vialog/events';
import type { IngestRequests } from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import type { ReportFolder, ReportPrinter, ReportScheduleStore } from '@vialog/reports';
import type {
  CounterComparisonStore,
  HandCountStore,
  HealthBoard,
  HealthHistory,
  Registry,
  SetCountStore,
} from '@vialog/registry';
import type { Metrics } from '@vialog/observability';
import type { HealthCheck } from '@vialog/service-runtime';

/** How clients reach this server. */
export interface HttpSettings {
  /** Host names (without port) that requests may use besides loopback and addresses; protects against DNS rebinding. */
  readonly hosts: readonly string[];
  /** A proxy terminates TLS: cookies are `Secure`. */
  readonly secure: boolean;
  /** Address ranges (CIDR) of proxies whose X-Forwarded-* headers are trusted. */
  readonly trustedProxies: readonly string[];
  /** Maximum requests to the API per client address and minute; 0: no limit. */
  readonly requestsPerMinute: number;
}

/** The ports of the API. The app creates this object; `HttpApiModule.register` provides each port by its token. */
export interface HttpApiPorts {
  readonly registry: Registry;
  readonly handCounts: HandCountStore;
  readonly counterComparisons: CounterComparisonStore;
  readonly setCounts: SetCountStore;
  readonly savedSearches: SavedSearchStore;
  readonly calendars: CalendarStore;
  readonly holidayRules: HolidayRules;
  readonly specialDays: SpecialDayReader;
  readonly alertRules: AlertRuleStore;
  readonly alerts: AlertStore;
  readonly alertChannels: AlertChannelStore;
  readonly channelSenders: ChannelSenders;
  readonly baseMap: BaseMapSource;
  readonly analytics: AnalyticsCatalogue;
  readonly access: Access;
  readonly events: EventPorts;
  readonly sendCounts: SendCounts;
  /** History of the demo town. */
  readonly demoHistory: SimulatedHistory;
  readonly live: LiveHub;
  readonly health: HealthBoard;
  readonly healthHistory: HealthHistory;
  readonly models: ModelStore;
  readonly printer: ReportPrinter;
  readonly reportSchedules: ReportScheduleStore;
  readonly reportFolder: ReportFolder;
  /** Whether pictures may be shown: VIALOG_STILLS. */
  readonly areStillsOn: boolean;
  readonly ingestRequests: IngestRequests;
  readonly checks: readonly HealthCheck[];
  readonly probes: AttentionProbes;
  readonly metrics: Metrics;
  readonly http: HttpSettings;
}
