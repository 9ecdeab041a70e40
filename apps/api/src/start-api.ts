import { fileURLToPath } from 'node:url';
import { offerSignIn, openAccess, signInSentence } from '@vialog/compose-access';
import { openChannelSenders, startAlerting } from '@vialog/compose-alerting';
import { openAnalytics } from '@vialog/compose-analytics';
import { brokerProbes } from '@vialog/compose-broker';
import { openBaseMap } from '@vialog/compose-base-map';
import { openPrinter, openReportFolder, startReportSchedules } from '@vialog/compose-reports';
import { watchChanges } from '@vialog/compose-events';
import { keepModelBindings } from '@vialog/compose-registry';
import { registerDemo } from '@vialog/demo';
import { createHttpService, httpSettings, publishRegistryChanges, type HttpApiPorts } from '@vialog/http-api';
import { noSimulatedHistory, withChanges, type ChangeWatch } from '@vialog/events';
import { BusStrategy } from '@vialog/messaging-nest';
import { addBrokerGauges } from '@vialog/compose-metrics';
import { serveApp, type ServiceStart } from '@vialog/service-runtime';
import { AppModule } from './app.module.ts';
import type { Configuration } from './configuration.ts';
import { openApi, type ApiParts } from './open-api.ts';
import { readinessChecks } from './readiness-checks.ts';

const consoleRoot = fileURLToPath(new URL('../../console/dist/', import.meta.url));

/** Opens the parts of the API, publishes the registry to the other services and starts to serve. */
export async function startApi(configuration: Configuration, start: ServiceStart): Promise<void> {
  const { logger, metrics, listen } = start;
  const parts = await openApi(configuration, start);
  addBrokerGauges(metrics, parts.bus);
  const changes = watchChanges({
    events: parts.eventPorts,
    cameras: parts.cameras,
    logger,
    signal: parts.ending.signal,
  });
  const ports = await httpPorts(configuration, { ...parts, changes }, start);
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
  await serveApp(app, start, async () => {
    app.connectMicroservice({ strategy: new BusStrategy(parts.bus) });
    await app.startAllMicroservices();
    if (configuration.VIALOG_DEMO)
      await registerDemo({
        registry: parts.useCases,
        marks: parts.registry.marks,
        calendars: parts.registry.calendars,
        dataDir: configuration.VIALOG_DATA_DIR,
      });
    const { cameras, live, ending } = parts;
    publishRegistryChanges({ cameras, live, logger, signal: ending.signal });
    keepModelBindings(ports, logger, ending.signal);
  });
  const isTerminal = process.stdout.isTTY;
  const offer = await offerSignIn({
    access: ports.access,
    hasToken: configuration.VIALOG_ADMIN_TOKEN !== undefined,
    dataDir: configuration.VIALOG_DATA_DIR,
    url: `http://${listen.host}:${listen.port}`,
    isTerminal,
  });
  if (isTerminal) process.stdout.write(`${signInSentence(offer)}\n`);
  else logger.info(signInSentence(offer));
}

async function httpPorts(
  configuration: Configuration,
  parts: ApiParts & { readonly changes: ChangeWatch },
  { metrics, logger }: Pick<ServiceStart, 'metrics' | 'logger'>,
): Promise<HttpApiPorts> {
  const { useCases, eventPorts, live, health, models, registry } = parts;
  const dataDir = configuration.VIALOG_DATA_DIR;
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
    access: await openAccess({
      token: configuration.VIALOG_ADMIN_TOKEN,
      dataDir,
      kept: registry,
    }),
    events: eventPorts,
    demoHistory: noSimulatedHistory,
    sendCounts: (batch) => parts.bus.publish('vialog.v1.counts', batch),
    live,
    healthHistory: registry.healthHistory,
    health: withChanges(health, parts.changes),
    models,
    printer: openPrinter(parts.unused.signal),
    reportSchedules: registry.reportSchedules,
    reportFolder: openReportFolder(dataDir),
    metrics,
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
    ingestRequests: parts.ingestRequests,
    checks: readinessChecks(parts),
    probes: brokerProbes(parts),
    http: httpSettings(configuration),
  };
}
