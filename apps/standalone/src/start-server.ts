import { fileURLToPath } from 'node:url';
import { offerSignIn, openAccess, type SignInOffer } from '@vialog/compose-access';
import { openChannelSenders, startAlerting } from '@vialog/compose-alerting';
import { openAnalytics } from '@vialog/compose-analytics';
import { localProbes } from '@vialog/compose-local';
import { openBaseMap } from '@vialog/compose-base-map';
import { openPrinter, openReportFolder, startReportSchedules } from '@vialog/compose-reports';
import { watchChanges } from '@vialog/compose-events';
import { keepModelBindings } from '@vialog/compose-registry';
import { DemoHistory, registerDemo, type DemoOptions } from '@vialog/demo';
import { createHttpService, httpSettings, publishRegistryChanges, type HttpApiPorts } from '@vialog/http-api';
import { startRetention, withChanges } from '@vialog/events';
import { BusStrategy } from '@vialog/messaging-nest';
import { shutDownOnSignals, systemClock, systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { openStandalone, type StandaloneParts } from './open-standalone.ts';

const consoleRoot = fileURLToPath(new URL('../../console/dist/', import.meta.url));

export interface RunningServer {
  readonly url: string;
  readonly signIn: SignInOffer;
  readonly demoBrought: boolean;
}

/** Starts every part after those it needs. SIGTERM and SIGINT stop the server. */
export async function startServer(
  configuration: Configuration,
  logger: Logger,
  searchPath: string,
): Promise<RunningServer> {
  const parts = await openStandalone(configuration, logger, searchPath);
  const demoHistory = demoHistoryOf(parts, logger);
  const ports = await httpPorts(configuration, { ...parts, demoHistory }, logger);
  const alerting = startAlerting({
    ...parts.registry,
    channelSenders: ports.channelSenders,
    events: parts.eventPorts,
    live: parts.live,
    logger,
  });
  const scheduled = startReportSchedules(ports, logger);
  const module = AppModule.register({ ...parts, alerting, scheduled }, ports);
  const app = await createHttpService({ module, ports, logger, consoleRoot });
  app.connectMicroservice({ strategy: new BusStrategy(parts.bus) });
  shutDownOnSignals(app, logger);
  await app.startAllMicroservices();
  await parts.ingest.start();
  const { cameras, live, ending } = parts;
  publishRegistryChanges({ cameras, live, logger, signal: ending.signal });
  keepModelBindings(ports, logger, ending.signal);
  const stopRetention = startRetention({
    store: parts.store,
    clock: systemClock,
    timers: systemTimers,
    onError: (error) => logger.error({ err: error }, 'deleting expired events failed'),
  });
  ending.signal.addEventListener('abort', stopRetention);
  const demoBrought = configuration.VIALOG_DEMO && (await registerDemo(demoOf(configuration, parts)));
  await app.listen(configuration.VIALOG_PORT, configuration.VIALOG_HOST);
  const url = `http://${configuration.VIALOG_HOST}:${configuration.VIALOG_PORT}`;
  const signIn = await offerSignIn({
    access: ports.access,
    hasToken: configuration.VIALOG_ADMIN_TOKEN !== undefined,
    dataDir: configuration.VIALOG_DATA_DIR,
    url,
    isTerminal: process.stdout.isTTY,
  });
  demoHistory.start({ mayWrite: configuration.VIALOG_DEMO });
  return { url, demoBrought, signIn };
}

const demoOf = (
  { VIALOG_DATA_DIR }: Configuration,
  { useCases, registry: { marks, calendars } }: StandaloneParts,
): DemoOptions => ({ registry: useCases, marks, calendars, dataDir: VIALOG_DATA_DIR });

/** Written after the start, in the background. */
function demoHistoryOf({ useCases, registry, store, ending }: StandaloneParts, logger: Logger): DemoHistory {
  const history = new DemoHistory({
    registry: useCases,
    marks: registry.marks,
    store,
    clock: systemClock,
    log: logger,
    pause: systemTimers.pause,
  });
  ending.signal.addEventListener('abort', () => void history.stop());
  return history;
}

async function httpPorts(
  configuration: Configuration,
  parts: StandaloneParts & { readonly demoHistory: DemoHistory },
  logger: Logger,
): Promise<HttpApiPorts> {
  const { useCases, eventPorts, live, models, metrics, registry, ingest, ingestRequests } = parts;
  const { cameras, ending } = parts;
  const dataDir = configuration.VIALOG_DATA_DIR;
  const changes = watchChanges({ events: eventPorts, cameras, logger, signal: ending.signal });
  return {
    registry: useCases,
    baseMap: await openBaseMap({
      file: configuration.VIALOG_BASE_MAP,
      dataDir,
      cameras: useCases.cameras,
      log: logger,
      signal: parts.unused.signal,
    }),
    analytics: await openAnalytics({ folder: configuration.VIALOG_ANALYTICS_DIR, dataDir }),
    access: await openAccess({ token: configuration.VIALOG_ADMIN_TOKEN, dataDir, kept: registry }),
    events: eventPorts,
    sendCounts: (batch) => parts.bus.publish('vialog.v1.counts', batch),
    demoHistory: parts.demoHistory,
    live,
    healthHistory: registry.healthHistory,
    health: withChanges({ of: (cameraId) => ingest.workerOf(cameraId)?.health }, changes),
    models,
    printer: openPrinter(parts.unused.signal),
    reportSchedules: registry.reportSchedules,
    reportFolder: openReportFolder(dataDir),
    handCounts: registry.handCounts,
    counterComparisons: registry.counterComparisons,
    setCounts: registry.setCounts,
    savedSearches: registry.savedSearches,
    ...parts.calendars,
    alertRules: registry.alertRules,
    alerts: registry.alerts,
    alertChannels: registry.alertChannels,
    channelSenders: openChannelSenders(configuration, parts.registry),
    areStillsOn: configuration.VIALOG_STILLS === 'on',
    ingestRequests,
    metrics,
    checks: checksOf(parts),
    probes: localProbes(parts),
    http: httpSettings(configuration),
  };
}

const checksOf = ({ registry, store, buffer }: StandaloneParts): HttpApiPorts['checks'] => [
  { name: 'registry', check: () => registry.check() },
  { name: 'event store', check: () => checkStore(store) },
  { name: 'event buffer', optional: true, check: () => checkEventBuffer(buffer) },
];

async function checkStore(store: StandaloneParts['store']): Promise<void> {
  if (store.state.kind !== 'ok') throw new Error(`the event store is ${store.state.kind}`);
  await store.newest();
}

function checkEventBuffer({ isBlocked, length }: StandaloneParts['buffer']): void {
  if (isBlocked)
    throw new Error(
      `the outbox does not accept events (disk full?): ${length} are buffered in memory; free some space in the data folder`,
    );
}
