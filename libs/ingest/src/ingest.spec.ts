import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import {
  camera as cameraSchema,
  completeZone,
  isoOf,
  viewZone,
  type Camera,
  type CountEvent,
} from '@vialog/contracts';
import type { RegistrySnapshot } from '@vialog/registry';
import { EventOutlet } from './event-outlet.ts';
import { Ingest, type IngestPorts } from './ingest.ts';

const start = Date.UTC(2026, 0, 1, 8);
const hour = 3_600_000;

const cameraAt = (
  cameraId: string,
  version: number,
  validFrom: number,
  extra: Partial<Camera> = {},
): Camera =>
  cameraSchema.parse({
    ...{ cameraId, version, validFromAt: isoOf(validFrom), createdAt: isoOf(validFrom), lifecycle: 'active' },
    ...{
      name: cameraId,
      position: [112.2, 31.03],
      stream: { url: 'synthetic:lot' },
      streamKind: 'synthetic',
    },
    zones: [completeZone(viewZone([]))],
    ...extra,
  });

type Change = { revision: number; camera: Camera } | { revision: number; erased: string };

/** A registry that tells its changes when the test says so, and an event store that remembers. */
class World {
  now = start;
  readonly stored: CountEvent[] = [];
  readonly opened: string[] = [];
  readonly errors: string[] = [];
  readonly cameras: Camera[] = [];
  readonly lastEnds = new Map<string, number>();
  tick: () => void = () => {};
  failFeedOnce = false;
  #changes: Change[] = [];
  #wake: () => void = () => {};

  readonly ports: IngestPorts = {
    source: { frames: (request, signal) => this.#frames(request.stream.url, signal) },
    detector: {
      count: () => Promise.resolve({ kind: 'failed', reason: 'detector_down', detail: '' }),
      close: () => Promise.resolve(),
    },
    clock: { now: () => this.now, monotonic: () => this.now },
    cellsOf: () => ['85411b47fffffff', '87411b473ffffff', '8941aa5b2afffff'],
    widthOf: () => Promise.resolve(416),
    onHealth: () => {},
    feed: {
      snapshot: (): Promise<RegistrySnapshot> => Promise.resolve({ revision: 0, cameras: this.cameras }),
      changes: (after, signal) => this.#follow(after, signal),
    },
    directory: { versions: () => Promise.resolve(this.cameras) },
    lastSlotEnds: () => Promise.resolve((cameraId, zoneId) => this.lastEnds.get(`${cameraId}/${zoneId}`)),
    outlet: new EventOutlet({
      send: (events) => {
        this.stored.push(...events);
        return Promise.resolve('taken');
      },
    }),
    every: (_ms, work) => {
      this.tick = work;
      return () => (this.tick = () => {});
    },
    pause: () => settled(),
    onError: (what) => this.errors.push(what),
  };

  async change(change: Change): Promise<void> {
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

  async *#follow(after: number, signal: AbortSignal): AsyncIterable<Change> {
    if (this.failFeedOnce) {
      this.failFeedOnce = false;
      throw new Error('the registry is away');
    }
    signal.addEventListener('abort', () => this.#wake());
    while (!signal.aborted) {
      const next = this.#changes.shift();
      if (next === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if (next.revision > after) yield next;
    }
  }
}

const settled = async () => {
  for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('ingest', () => {
  test('on start explains what nobody measured since the newest slot, one span per zone and hour', async () => {
    const world = new World();
    world.cameras.push(cameraAt('aaaaaaaaaaaa', 1, start - 5 * hour));
    world.lastEnds.set('aaaaaaaaaaaa/view', start - hour - 600_000);
    world.now = start + 25_000;
    const ingest = new Ingest(world.ports);
    await ingest.start();
    const newest = start - hour - 600_000;
    expect(world.stored.map((event) => [event.slotStartAt, event.slots, event.reason])).toEqual([
      ...[60, 50, 40, 30, 20].map((before) => [isoOf(newest - before * 1000), 1, 'not_running']),
      [isoOf(start - hour - 600_000), 60, 'not_running'],
      [isoOf(start - hour), 360, 'not_running'],
      [isoOf(start), 2, 'not_running'],
    ]);
    await ingest.stop();
  });

  test('writes nothing about time before a camera existed or while it was paused', async () => {
    const world = new World();
    world.cameras.push(
      cameraAt('aaaaaaaaaaaa', 1, start - hour),
      cameraAt('aaaaaaaaaaaa', 2, start - hour + 60_000, { lifecycle: 'paused' }),
    );
    const ingest = new Ingest(world.ports);
    await ingest.start();
    expect(world.stored.map((event) => event.slots)).toEqual([6]);
    await ingest.stop();
  });

  test('follows the registry: a new camera is opened, an erased one is closed', async () => {
    const world = new World();
    const ingest = new Ingest(world.ports);
    await ingest.start();
    await world.change({ revision: 1, camera: cameraAt('bbbbbbbbbbbb', 1, start) });
    world.tick();
    await settled();
    expect(world.opened).toEqual(['synthetic:lot']);
    expect(ingest.healthOf('bbbbbbbbbbbb')?.state).toBe('starting');
    await world.change({ revision: 2, erased: 'bbbbbbbbbbbb' });
    await settled();
    expect(world.opened).toEqual([]);
    expect(ingest.healthOf('bbbbbbbbbbbb')).toBeUndefined();
    await ingest.stop();
  });

  test('goes on following after the feed broke, and says so', async () => {
    const world = new World();
    world.failFeedOnce = true;
    const ingest = new Ingest(world.ports);
    await ingest.start();
    await settled();
    expect(world.errors).toEqual(['following the registry']);
    await world.change({ revision: 1, camera: cameraAt('bbbbbbbbbbbb', 1, start) });
    expect(ingest.healthOf('bbbbbbbbbbbb')).toBeDefined();
    await ingest.stop();
  });

  test('stops in order: no capture is left open', async () => {
    const world = new World();
    world.cameras.push(cameraAt('aaaaaaaaaaaa', 1, start), cameraAt('bbbbbbbbbbbb', 1, start));
    const ingest = new Ingest(world.ports);
    await ingest.start();
    world.tick();
    await settled();
    expect(world.opened).toHaveLength(2);
    await ingest.stop();
    expect(world.opened).toEqual([]);
  });
});
