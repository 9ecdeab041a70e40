import { setTimeout as wait } from 'node:timers/promises';
import { zoneKey } from '@vialog/contracts';
import {
  captureWidthOf,
  frameSources,
  ingestHandlers,
  onvifNetwork,
  type StreamSettings,
} from '@vialog/compose-capture';
import type { Detector } from '@vialog/detection';
import type { TrendReader } from '@vialog/events';
import {
  Ingest,
  LocalIngestRequests,
  RequestDesk,
  sendHealth,
  type IngestPorts,
  type IngestRequests,
} from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import type { RegistryReader, SecretOpener } from '@vialog/registry';
import { systemClock, systemTimers } from '@vialog/service-runtime';
import type { Logger } from 'pino';
import type { LocalMessaging } from './open-local-messaging.ts';

export interface LocalIngestOptions {
  readonly settings: StreamSettings;
  /** Folders that are searched for ffmpeg, in the form of PATH. */
  readonly searchPath: string;
  readonly registry: { readonly reader: RegistryReader };
  readonly models: ModelStore;
  readonly detector: Detector;
  readonly messaging: LocalMessaging;
  readonly store: Pick<TrendReader, 'lastSlotEnds'>;
  /** Decrypts the credentials of cameras. */
  readonly secrets: SecretOpener;
  readonly logger: Logger;
  /** Called for each quality mark of a stream. */
  readonly onQualityMark: (mark: string) => void;
}

/** The ingest of a standalone server, and the way for the API to send requests to it. */
export interface LocalIngest {
  readonly ingest: Ingest;
  readonly ingestRequests: IngestRequests;
}

/** Samples every camera of the registry in this process. Nothing is sampled before `start()`. */
export function openLocalIngest(options: LocalIngestOptions): LocalIngest {
  const { settings, searchPath, registry, models, detector, messaging, secrets, logger } = options;
  const { bus, buffer } = messaging;
  const onError = (what: string, error: unknown): void => logger.error({ err: error }, `${what} failed`);
  const source = frameSources({ settings, searchPath, clock: systemClock, onMark: options.onQualityMark });
  const ingest = new Ingest({
    source,
    detector,
    clock: systemClock,
    widthOf: (camera) => captureWidthOf(camera, models),
    onHealth: sendHealth({ bus, clock: systemClock, logger }),
    registry: registry.reader,
    secrets,
    lastSlotEnds: lastSlotEnds(options),
    buffer,
    ...systemTimers,
    onError,
  });
  const { pause } = systemTimers;
  const handlers = ingestHandlers({
    ingest,
    settings,
    source,
    secrets,
    detector,
    models,
    clock: systemClock,
    pause,
    onvif: onvifNetwork(settings, systemClock),
  });
  const desk = new RequestDesk(handlers, pause);
  return { ingest, ingestRequests: new LocalIngestRequests(desk) };
}

/** Events that were in the outbox at the restart must reach the store before the missing slots are computed. */
function lastSlotEnds({ messaging, store }: LocalIngestOptions): IngestPorts['lastSlotEnds'] {
  return async (cameraIds) => {
    await drained(messaging.bus);
    const ends = await store.lastSlotEnds(cameraIds);
    return (cameraId, zoneId) => ends.get(zoneKey({ cameraId, zoneId }));
  };
}

const drainMs = 10_000;

/** Resolves when no consumer has a backlog, or after `drainMs`: an unavailable store must not prevent the start. */
async function drained(bus: LocalMessaging['bus']): Promise<void> {
  const deadline = systemClock.monotonic() + drainMs;
  while (Object.values(bus.stats().backlog).some((waiting) => waiting > 0)) {
    if (systemClock.monotonic() > deadline) return;
    await wait(50);
  }
}
