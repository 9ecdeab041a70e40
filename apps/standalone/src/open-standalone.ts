import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { missingKeysWarning, openSecretKeys, streamRules, type SecretKeys } from '@vialog/compose-capture';
import { openDetectors, type DetectorPool } from '@vialog/compose-detectors';
import { openModelFolder } from '@vialog/compose-detectors/models';
import { addStoreMetrics, openSqliteStore, type SqliteEventStore } from '@vialog/compose-events/sqlite';
import {
  addLocalMetrics,
  openLocalIngest,
  openLocalMessaging,
  warmDetectors,
  type LocalMessaging,
} from '@vialog/compose-local';
import {
  openCalendars,
  openRegistry,
  recordHealth,
  registryUseCases,
  type OpenCalendars,
  type OpenRegistry,
} from '@vialog/compose-registry';
import { LiveHub, type EventPorts } from '@vialog/events';
import type { Ingest, IngestRequests } from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import { CameraCache, type HealthRecorder, type Registry } from '@vialog/registry';
import { Metrics } from '@vialog/observability';
import { addCaptureGauges, addDetectorGauges, streamQuality } from '@vialog/compose-metrics';
import { systemClock } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import type { Configuration } from './configuration.ts';

/** Time after its end in which a slot can still be measured, ms. */
const latenessMs = 30_000;

/** The parts of a standalone server, opened and not yet running. */
export interface StandaloneParts extends LocalMessaging {
  readonly registry: OpenRegistry;
  readonly calendars: OpenCalendars;
  readonly useCases: Registry;
  readonly cameras: CameraCache;
  readonly store: SqliteEventStore;
  readonly eventPorts: EventPorts;
  readonly live: LiveHub;
  readonly healthRecorder: HealthRecorder;
  readonly models: ModelStore;
  readonly detectors: DetectorPool;
  readonly ingest: Ingest;
  readonly ingestRequests: IngestRequests;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Aborts when the server begins to shut down. */
  readonly ending: AbortController;
  /** Aborts when requests and scheduled work have ended: what only they use can be closed. */
  readonly unused: AbortController;
}

/** Opens the data folder and an adapter for each port. Nothing is sampled or served yet. */
export async function openStandalone(
  configuration: Configuration,
  logger: Logger,
  searchPath: string,
): Promise<StandaloneParts> {
  const dataDir = configuration.VIALOG_DATA_DIR;
  await mkdir(dataDir, { recursive: true });
  const store = await openSqliteStore(join(dataDir, 'events'), logger);
  const registry = await openRegistry({ VIALOG_DATA_DIR: dataDir }, logger);
  const cameras = new CameraCache(registry.reader);
  await cameras.load();
  const secrets = await openSecrets(configuration, cameras, logger);
  const models = openModelFolder(configuration.VIALOG_MODELS_DIR);
  const ending = new AbortController();
  const messaging = await openLocalMessaging(dataDir, logger, ending.signal);
  const metrics = new Metrics().collectProcess();
  const detectors = openDetectors({ models, settings: configuration, logger, metrics });
  warmDetectors(detectors, await cameras.versions());
  const capturing = openLocalIngest({
    settings: configuration,
    searchPath,
    registry,
    models,
    detector: detectors,
    messaging,
    store,
    secrets,
    logger,
    onQualityMark: streamQuality(metrics),
  });
  const opened = { store, registry, calendars: openCalendars(registry), cameras };
  const parts = { ...opened, models, secrets, detectors, ...capturing, ...messaging };
  registerMetrics(metrics, parts);
  return {
    ...parts,
    useCases: registryUseCases({ opened: registry, streams: streamRules(configuration), ...parts }),
    eventPorts: eventPortsOf(parts),
    live: new LiveHub({ clock: systemClock }),
    healthRecorder: recordHealth(registry, logger, ending.signal),
    metrics,
    logger,
    ending,
    unused: new AbortController(),
  };
}

function eventPortsOf({
  store,
  registry,
  cameras,
  calendars,
}: Pick<StandaloneParts, 'store' | 'registry' | 'cameras' | 'calendars'>): EventPorts {
  const { sites, setCounts, handCounts } = registry;
  return {
    events: store,
    trends: store,
    cameras,
    sites,
    setCounts,
    handCounts,
    specialDays: calendars.specialDays,
    clock: systemClock,
    latenessMs,
  };
}

async function openSecrets(
  { VIALOG_SECRET_KEY_FILE: keyFile, VIALOG_DATA_DIR: dataDir }: Configuration,
  cameras: CameraCache,
  logger: Logger,
): Promise<SecretKeys> {
  const secretKeyFile = keyFile ?? join(dataDir, 'secret-keys.json');
  const secrets = await openSecretKeys({ secretKeyFile }, systemClock);
  const warning = await missingKeysWarning(cameras, secrets);
  if (warning !== undefined) logger.error({}, warning);
  return secrets;
}

function registerMetrics(
  metrics: Metrics,
  parts: Pick<StandaloneParts, 'ingest' | 'buffer' | 'detectors' | 'bus' | 'store'>,
): void {
  addCaptureGauges(metrics, parts);
  addDetectorGauges(metrics, parts.detectors);
  addLocalMetrics(metrics, parts, parts.store);
  addStoreMetrics(metrics, parts.store);
}

/** Closes files and child processes. Nothing may be published any more when this is called. */
export async function closeStandalone({
  detectors,
  store,
  outbox,
  registry,
  healthRecorder,
}: StandaloneParts): Promise<void> {
  await Promise.all([detectors.close(), store.close(), outbox.close()]);
  await healthRecorder.flush();
  await registry.close();
}
