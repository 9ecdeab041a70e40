import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sendCounts, sendHealth } from '@vialog/messaging';
import { MemoryBus, SqliteOutbox } from '@vialog/messaging-sqlite';
import { frameSources, streamRules, captureWidthOf } from '@vialog/compose-capture';
import { defaultModelId } from '@vialog/contracts';
import { openDetectors, type OnnxDetectorPool } from '@vialog/detection-onnx';
import { FolderModelStore } from '@vialog/models-folder';
import { answerEvents, LiveHub, zoneKey, type EventUseCases } from '@vialog/events';
import { openSqliteEventStore, type SqliteEventStore } from '@vialog/events-sqlite';
import { registryUseCases } from '@vialog/http-api';
import { cellsOf, EventOutlet, Ingest } from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import { RememberedCameras, type Registry } from '@vialog/registry';
import { openSqliteRegistry, type OpenRegistry } from '@vialog/registry-sql';
import { Metrics, systemClock, systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import type { Configuration } from './configuration.ts';
import { holdDiskRoom } from './disk-room.ts';

/** How long after its end a slot may still be measured, ms. */
const latenessMs = 30_000;

/** Everything one standalone server is made of, opened and not yet running. */
export interface Services {
  readonly registry: OpenRegistry;
  readonly useCases: Registry;
  readonly cameras: RememberedCameras;
  readonly store: SqliteEventStore;
  readonly answers: EventUseCases;
  readonly outbox: SqliteOutbox;
  readonly bus: MemoryBus;
  readonly live: LiveHub;
  readonly models: ModelStore;
  readonly detectors: OnnxDetectorPool;
  readonly outlet: EventOutlet;
  readonly ingest: Ingest;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Aborts when the server begins to end. */
  readonly ending: AbortController;
}

/** Opens the data folder and puts the adapters behind the ports. Nothing is sampled or served yet. */
export async function openServices(
  configuration: Configuration,
  logger: Logger,
  searchPath: string,
): Promise<Services> {
  const dataDir = configuration.VIALOG_DATA_DIR;
  await mkdir(dataDir, { recursive: true });
  const store = await openSqliteEventStore({
    folder: join(dataDir, 'events'),
    clock: systemClock,
    onState: (state) => logger[state.kind === 'ok' ? 'info' : 'error']({ state }, 'event store'),
  });
  const registry = await openSqliteRegistry(join(dataDir, 'registry.db'));
  const cameras = new RememberedCameras(registry.directory, registry.feed);
  await cameras.load();
  const models = new FolderModelStore(configuration.VIALOG_MODELS_DIR);
  const outbox = new SqliteOutbox({ path: join(dataDir, 'outbox.db') });
  const bus = new MemoryBus({ outbox, clock: systemClock, report: (line) => logger.warn(line) });
  const ending = new AbortController();
  const tell = await holdDiskRoom(dataDir, logger, ending.signal);
  const outlet = new EventOutlet({ send: (events) => sendCounts(bus, events, logger) }, { tell });
  const detectors = openDetectors({ models, detectors: configuration.VIALOG_DETECTORS, logger });
  await warmDetectors(detectors, cameras);
  const opened = { registry, cameras, models, outbox, bus, outlet, detectors, store };
  return {
    ...opened,
    useCases: registryUseCases({ opened: registry, models, streams: streamRules(configuration) }),
    answers: answerEvents({
      events: store,
      trends: store,
      cameras,
      sites: registry.sites,
      clock: systemClock,
      latenessMs,
    }),
    live: new LiveHub({ clock: systemClock }),
    ingest: openIngest(configuration, logger, { ...opened, searchPath }),
    metrics: new Metrics().collectProcess(),
    logger,
    ending,
  };
}

/** Loads models while the rest starts: the first frame then need not wait for its detector. */
async function warmDetectors(detectors: OnnxDetectorPool, cameras: RememberedCameras): Promise<void> {
  const bound = (await cameras.versions()).filter((camera) => camera.lifecycle === 'active');
  const models = new Set(bound.map((camera) => camera.model.modelId));
  for (const modelId of models.size > 0 ? models : [defaultModelId]) detectors.warm(modelId);
}

type IngestParts = Pick<Services, 'registry' | 'models' | 'bus' | 'outlet' | 'detectors' | 'store'> & {
  readonly searchPath: string;
};

function openIngest(configuration: Configuration, logger: Logger, parts: IngestParts): Ingest {
  const { registry, models, bus, outlet, detectors, store, searchPath } = parts;
  const onError = (what: string, error: unknown): void => logger.error({ err: error }, `${what} failed`);
  return new Ingest({
    source: frameSources({ settings: configuration, searchPath, clock: systemClock }),
    detector: detectors,
    clock: systemClock,
    cellsOf,
    widthOf: (camera) => captureWidthOf(camera, models),
    onHealth: (health) => sendHealth(bus, health, logger),
    feed: registry.feed,
    directory: registry.directory,
    lastSlotEnds: async (cameraIds) => {
      // What waited in the outbox over the restart belongs in the store before anybody asks what is missing there.
      await drained(bus);
      const ends = await store.lastSlotEnds(cameraIds);
      return (cameraId, zoneId) => ends.get(zoneKey({ cameraId, zoneId }));
    },
    outlet,
    ...systemTimers,
    onError,
  });
}

const drainMs = 10_000;

/** Resolves when no durable subscriber has messages waiting, or after a while: a store that is down must not stop the start. */
async function drained(bus: MemoryBus): Promise<void> {
  const deadline = systemClock.monotonic() + drainMs;
  while (Object.values(bus.figures().backlog).some((waiting) => waiting > 0)) {
    if (systemClock.monotonic() > deadline) return;
    await wait(50);
  }
}
