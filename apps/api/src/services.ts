import { KvRegistryMirror, NatsBus, openLink, putModels, type NatsLink } from '@vialog/nats';
import { streamRules } from '@vialog/compose-capture';
import { FolderModelStore } from '@vialog/models-folder';
import { answerEvents, LiveHub, type EventUseCases, type OpenEventReaders } from '@vialog/events';
import { InMemoryHealthBoard, registryUseCases } from '@vialog/http-api';
import type { ModelStore } from '@vialog/models';
import { RememberedCameras, type Registry } from '@vialog/registry';
import type { OpenRegistry } from '@vialog/registry-sql';
import { brokerAccess, systemClock, type ServiceStart } from '@vialog/service-runtime';
import type { Configuration } from './configuration.ts';
import { openReaders, openRegistry } from './open-stores.ts';

/** How long after its end a slot may stay unexplained, ms: counts come over the broker, and searchable late. */
const latenessMs = 120_000;
/** Ingests tell of every camera each half minute. */
const silentMs = 90_000;
const handOverMs = 35_000;

/** Everything an API is made of, opened and not yet serving. */
export interface Services {
  readonly registry: OpenRegistry;
  readonly useCases: Registry;
  readonly cameras: RememberedCameras;
  readonly mirror: KvRegistryMirror;
  readonly readers: OpenEventReaders;
  readonly answers: EventUseCases;
  readonly link: NatsLink;
  readonly bus: NatsBus;
  readonly live: LiveHub;
  readonly health: InMemoryHealthBoard;
  readonly models: ModelStore;
  /** Aborts when the service begins to end. */
  readonly ending: AbortController;
}

/** Waits for the registry's database and the broker. The event store may come later. */
export async function openServices(configuration: Configuration, given: ServiceStart): Promise<Services> {
  const { logger, dependencies } = given;
  const report = (line: string): void => logger.warn(line);
  const [registry, link] = await Promise.all([
    dependencies.openWithRetry('registry', () => openRegistry(configuration, logger)),
    dependencies.waitFor('broker', openLink({ ...brokerAccess(configuration), service: 'api', report })),
  ]);
  const cameras = new RememberedCameras(registry.directory, registry.feed);
  await cameras.load();
  const models = new FolderModelStore(configuration.VIALOG_MODELS_DIR);
  const { connection } = link;
  await dependencies.openWithRetry('models at the broker', () => putModels(models, connection));
  link.onBack(() => {
    putModels(models, connection).catch((error: unknown) =>
      logger.warn(
        { err: error },
        'putting the models at the broker failed; it is tried when it is back again',
      ),
    );
  });
  const mirror = await openMirror(registry, link, given);
  const readers = openReaders(configuration);
  return {
    ...{ registry, cameras, link, models, mirror, readers },
    useCases: registryUseCases({ opened: registry, models, streams: streamRules(configuration) }),
    answers: answerEvents({
      ...{ events: readers, trends: readers, cameras, sites: registry.sites },
      ...{ clock: systemClock, latenessMs },
    }),
    bus: new NatsBus({ link, clock: systemClock, report }),
    live: new LiveHub({ clock: systemClock }),
    ending: new AbortController(),
    health: new InMemoryHealthBoard({ clock: systemClock, silentMs, handOverMs }),
  };
}

/** The broker's copy of the registry: complete before the first request changes anything, and again when the broker is back. */
async function openMirror(
  { feed, directory }: OpenRegistry,
  link: NatsLink,
  { logger, dependencies }: ServiceStart,
): Promise<KvRegistryMirror> {
  const { connection } = link;
  const onError = (what: string, error: unknown): void => logger.warn({ err: error }, `${what} failed`);
  const mirror = new KvRegistryMirror({ connection, feed, directory, onError });
  await dependencies.waitFor('registry at the broker', mirror.start());
  link.onBack(() => void mirror.reconcile());
  return mirror;
}
