import {
  connectBroker,
  mirrorRegistry,
  openBrokerBus,
  openIngestRequests,
  publishModels,
  type BrokerBus,
  type BrokerLink,
  type RegistryMirror,
} from '@vialog/compose-broker';
import { PublicKeySealer, streamRules } from '@vialog/compose-capture';
import { openModelFolder } from '@vialog/compose-detectors/models';
import { openEventReaders } from '@vialog/compose-events';
import {
  openCalendars,
  openRegistry,
  recordHealth,
  registryUseCases,
  type OpenCalendars,
  type OpenRegistry,
} from '@vialog/compose-registry';
import { LiveHub, type EventPorts, type OpenEventReaders } from '@vialog/events';
import type { IngestRequests } from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import { CameraCache, InMemoryHealthBoard, type HealthRecorder, type Registry } from '@vialog/registry';
import { systemClock, type ServiceStart } from '@vialog/service-runtime';
import type { Configuration } from './configuration.ts';

/**
 * Time after its end in which a slot without a record is pending, ms: counts are sent through the broker and become
 * searchable later.
 */
const latenessMs = 120_000;
/** Region under which the API publishes counts of counters; it may publish no others. */
const counterRegion = 'counters';
/** Time without published health after which a camera counts as not sampled, ms; ingests publish it every 30 s. */
const silentMs = 90_000;
/** Maximum time in which a camera moves from one ingest to another, ms; later it counts as stopped. */
const handOverMs = 35_000;

/** The parts of an API, opened and not yet serving. */
export interface ApiParts {
  readonly registry: OpenRegistry;
  readonly calendars: OpenCalendars;
  readonly useCases: Registry;
  readonly cameras: CameraCache;
  readonly mirror: RegistryMirror;
  readonly readers: OpenEventReaders;
  readonly eventPorts: EventPorts;
  readonly link: BrokerLink;
  readonly bus: BrokerBus;
  readonly ingestRequests: IngestRequests;
  readonly live: LiveHub;
  readonly health: InMemoryHealthBoard;
  readonly healthRecorder: HealthRecorder;
  readonly models: ModelStore;
  /** Aborts when the service begins to shut down. */
  readonly ending: AbortController;
  /** Aborts when requests and scheduled work have ended: what only they use can be closed. */
  readonly unused: AbortController;
}

/** Waits for the database of the registry and the broker. The event store may become available later. */
export async function openApi(configuration: Configuration, start: ServiceStart): Promise<ApiParts> {
  const { logger, dependencies } = start;
  const [registry, link] = await Promise.all([
    dependencies.openWithRetry('registry', () => openRegistry(configuration, logger)),
    connectBroker({ service: 'api', settings: configuration, start }),
  ]);
  const cameras = new CameraCache(registry.reader);
  await cameras.load();
  const models = openModelFolder(configuration.VIALOG_MODELS_DIR);
  await publishModels(models, link, start);
  const mirror = await mirrorRegistry(registry, link, start);
  const readers = openEventReaders(configuration);
  const ending = new AbortController();
  const calendars = openCalendars(registry);
  return {
    registry,
    calendars,
    cameras,
    link,
    models,
    mirror,
    readers,
    useCases: registryUseCases({
      opened: registry,
      cameras,
      models,
      streams: streamRules(configuration),
      secrets: new PublicKeySealer(configuration.VIALOG_PUBLIC_KEY_FILE),
    }),
    eventPorts: {
      events: readers,
      trends: readers,
      cameras,
      sites: registry.sites,
      setCounts: registry.setCounts,
      handCounts: registry.handCounts,
      specialDays: calendars.specialDays,
      clock: systemClock,
      latenessMs,
    },
    bus: openBrokerBus(link, logger, { region: counterRegion }),
    ingestRequests: openIngestRequests(link),
    live: new LiveHub({ clock: systemClock }),
    health: new InMemoryHealthBoard({ clock: systemClock, silentMs, handOverMs }),
    healthRecorder: recordHealth(registry, logger, ending.signal),
    ending,
    unused: new AbortController(),
  };
}
