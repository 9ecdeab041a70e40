import type { CaptureEvent } from '@vialog/capture';
import {
  camera as cameraSchema,
  completeZone,
  isoOf,
  viewZone,
  type Camera,
  type CountEvent,
} from '@vialog/contracts';
import type { RegistryChange, RegistrySnapshot } from '@vialog/registry';
import { EventBuffer } from './event-buffer.ts';
import type { IngestPorts } from './ingest.ts';

export const start = Date.UTC(2026, 0, 1, 8);
export const hour = 3_600_000;

export const cameraAt = (
  cameraId: string,
  version: number,
  validFrom: number,
  extra: Partial<Camera> = {},
): Camera =>
  cameraSchema.parse({
    cameraId,
    version,
    validFromAt: isoOf(validFrom),
    createdAt: isoOf(validFrom),
    lifecycle: 'active',
    name: cameraId,
    position: [112.2, 31.03],
    stream: { url: 'synthetic:lot' },
    streamKind: 'synthetic',
    zones: [completeZone(viewZone([]))],
    ...extra,
  });

/** A registry whose changes the test controls, and an event store in memory. */
export class World {
  now = start;
  readonly stored: CountEvent[] = [];
  readonly opened: string[] = [];
  readonly errors: string[] = [];
  readonly cameras: Camera[] = [];
  readonly lastEnds = new Map<string, number>();
  tick: () => void = () => {};
  failFeedOnce = false;
  readonly #ticked: (() => void)[] = [];
  #changes: RegistryChange[] = [];
  #wake: () => void = () => {};

  readonly ports: IngestPorts = {
    source: { frames: (request, signal) => this.#frames(request.stream.url, signal) },
    detector: {
      pixelFormat: 'rgb24',
      count: () => Promise.resolve({ kind: 'failed', reason: 'detector_down', detail: '' }),
      prepare: () => Promise.resolve({ kind: 'ready' }),
      close: () => Promise.resolve(),
    },
    clock: { now: () => this.now, monotonic: () => this.now },
    widthOf: () => Promise.resolve(416),
    onHealth: () => {},
    registry: {
      snapshot: (): Promise<RegistrySnapshot> =>
        Promise.resolve({
          position: { epoch: 'test', revision: 0 },
          cameras: this.cameras,
          isComplete: true,
        }),
      versions: () => Promise.resolve(this.cameras),
      changes: ({ revision }, signal) => this.#follow(revision, signal),
    },
    lastSlotEnds: () => Promise.resolve((cameraId, zoneId) => this.lastEnds.get(`${cameraId}/${zoneId}`)),
    buffer: new EventBuffer({
      send: (events) => {
        this.stored.push(...events);
        return Promise.resolve('accepted');
      },
    }),
    every: (_ms, work) => {
      this.tick = () => {
        for (const wake of this.#ticked.splice(0)) wake();
        work();
      };
      return () => (this.tick = () => {});
    },
    pause: () => settled(),
    onError: (what) => this.errors.push(what),
  };

  /** Resolves with the next tick or when the signal aborts: a pause in simulated time. */
  nextTick(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      this.#ticked.push(resolve);
      signal.addEventListener('abort', () => resolve());
    });
  }

  async change(change: RegistryChange): Promise<void> {
    this.#changes.push(change);
    this.#wake();
    await settled();
  }

  async *#frames(url: string, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    this.opened.push(url);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    this.opened.splice(this.opened.indexOf(url), 1);
    yield* [];
  }

  async *#follow(after: number, signal: AbortSignal): AsyncIterable<RegistryChange> {
    if (this.failFeedOnce) {
      this.failFeedOnce = false;
      throw new Error('the registry is unavailable');
    }
    signal.addEventListener('abort', () => this.#wake());
    while (!signal.aborted) {
      const next = this.#changes.shift();
      if (next === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if (next.revision > after) yield next;
    }
  }
}

/** Waits until all pending microtasks have run. */
export const settled = async () => {
  for (let i = 0; i < 100; i += 1) await Promise.resolve();
};
