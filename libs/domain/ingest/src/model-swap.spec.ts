import { beforeEach, describe, expect, test } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import {
  completeZone,
  epochOf,
  isoOf,
  viewZone,
  type Camera,
  type CameraHealth,
  type CountEvent,
} from '@vialog/contracts';
import type { Detector, DetectorReply, ModelReadiness } from '@vialog/detection';
import { modelBefore } from './camera-versions.ts';
import { CameraWorker, type CameraPorts } from './camera-worker.ts';
import { cameraAt as anyCameraAt, start } from './ingest.fixture.ts';
import { PushedEvents } from './pushed-events.fixture.ts';

const slotMs = 10_000;
const cameraId = 'abcdefghijkl';
const cameraAt = (version: number, validFrom: number, modelId: string, extra: Partial<Camera> = {}): Camera =>
  anyCameraAt(cameraId, version, validFrom, { model: { modelId }, ...extra });

/** One camera that sends a picture every second to detectors whose readiness the test sets. */
class World {
  now = start;
  readonly health: CameraHealth[] = [];
  readonly events: CountEvent[] = [];
  readonly prepared: string[] = [];
  readonly widths: number[] = [];
  readonly readiness = new Map<string, ModelReadiness>([['old', { kind: 'ready' }]]);
  readonly widthOf = new Map<string, number>();
  /** Changes a reply before it is given. */
  replied: (reply: DetectorReply) => Promise<DetectorReply> = (reply) => Promise.resolve(reply);
  worker: CameraWorker;
  readonly #pictures = new PushedEvents();
  #tone = 0;

  readonly detector: Detector = {
    pixelFormat: 'rgb24',
    count: ({ cameraVersion, capturedAt }, { model: { modelId } }) =>
      this.replied({
        kind: 'counted',
        count: {
          v: 1,
          cameraId,
          cameraVersion,
          capturedAt: isoOf(capturedAt),
          model: modelId,
          modelDigest: modelId === 'old' ? '0123456789ab' : 'ba9876543210',
          zones: [{ zoneId: 'view', counts: { car: 1 }, total: 1 }],
        },
      }),
    prepare: (modelId) => {
      this.prepared.push(modelId);
      return Promise.resolve(this.readiness.get(modelId) ?? { kind: 'loading' });
    },
    close: () => Promise.resolve(),
  };

  readonly ports: CameraPorts = {
    source: { frames: (request, signal) => this.#frames(request.width, signal) },
    detector: this.detector,
    clock: { now: () => this.now, monotonic: () => this.now },
    widthOf: ({ model }) => Promise.resolve(this.widthOf.get(model.modelId) ?? 416),
    onHealth: (health) => this.health.push(health),
  };

  constructor(versions: readonly Camera[] = [cameraAt(1, start, 'old')]) {
    this.worker = new CameraWorker(versions, this.ports, modelBefore(versions, start));
  }

  /** Lets time pass until `at` (epoch ms) with a picture per second. */
  async runTo(at: number): Promise<void> {
    for (; this.now < at; this.now += 250) {
      this.events.push(...this.worker.tick());
      await settled();
      if ((this.now - start) % 1_000 === 500) await this.#picture();
    }
  }

  /** Start, model and used frames of each decided slot, in the order of time. */
  get slots(): readonly (readonly [slot: number, model: string | undefined, frames: number])[] {
    return this.events
      .map(
        ({ slotStartAt, model, framesUsed }) =>
          [(epochOf(slotStartAt) - start) / slotMs, model, framesUsed] as const,
      )
      .toSorted(([a], [b]) => a - b);
  }

  async #picture(): Promise<void> {
    const tone = (this.#tone += 37);
    const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 13 + tone) % 256);
    const picture = { width: 8, height: 8, format: 'rgb24', pixels } as const;
    this.#pictures.push({ kind: 'picture', picture, capturedAt: this.now });
    await settled();
  }

  #frames(width: number, signal: AbortSignal): AsyncIterable<CaptureEvent> {
    this.widths.push(width);
    return this.#pictures.opened(signal);
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const failed = (detail: string): ModelReadiness => ({ kind: 'failed', detail });

describe('a camera whose model changes', () => {
  let world: World;
  beforeEach(async () => {
    world = new World();
    await world.runTo(start + 13_000);
    world.worker.use(cameraAt(2, start + 20_000, 'new'));
  });

  const everySlotOnce = (count: number): void => {
    expect(world.slots.map(([slot]) => slot)).toEqual(Array.from({ length: count }, (_, i) => i));
    expect(world.events.map(({ kind }) => kind)).toEqual(world.events.map(() => 'measured'));
  };

  test('a new model is loaded beside the old one before its version is in force, and counts from the boundary on', async () => {
    await world.runTo(start + 15_000);
    expect(world.prepared).toContain('new');
    world.readiness.set('new', { kind: 'ready' });
    await world.runTo(start + 53_000);
    everySlotOnce(5);
    expect(world.slots.map(([, model, frames]) => [model, frames])).toEqual([
      ['old', 10],
      ['old', 10],
      ['new', 10],
      ['new', 10],
      ['new', 10],
    ]);
    expect(world.events.map(({ modelDigest }) => modelDigest)).toContain('ba9876543210');
    expect(world.widths).toHaveLength(1);
  });

  test('a model that is ready in the first half of a slot counts this slot, without the earlier frames of the old model', async () => {
    await world.runTo(start + 23_000);
    world.readiness.set('new', { kind: 'ready' });
    await world.runTo(start + 43_000);
    everySlotOnce(4);
    expect(world.slots.slice(1)).toEqual([
      [1, 'old', 10],
      [2, 'new', 7],
      [3, 'new', 10],
    ]);
  });

  test('a model that is ready in the second half of a slot waits for the next slot', async () => {
    await world.runTo(start + 26_000);
    world.readiness.set('new', { kind: 'ready' });
    await world.runTo(start + 43_000);
    everySlotOnce(4);
    expect(world.slots.slice(1).map(([, model]) => model)).toEqual(['old', 'old', 'new']);
  });

  test('a reply of the old model that arrives after the swap is not mixed into the slot of the new one', async () => {
    const late: (() => void)[] = [];
    world.replied = (reply) => new Promise((resolve) => late.push(() => resolve(reply)));
    await world.runTo(start + 23_000);
    world.replied = (reply) => Promise.resolve(reply);
    world.readiness.set('new', { kind: 'ready' });
    await world.runTo(start + 26_000);
    for (const reply of late) reply();
    await world.runTo(start + 43_000);
    everySlotOnce(4);
    expect(world.slots.find(([slot]) => slot === 2)).toEqual([2, 'new', 7]);
  });

  test('a model that cannot be loaded never replaces the old one, and the health says why', async () => {
    world.readiness.set('new', failed('The file is damaged.'));
    await world.runTo(start + 53_000);
    everySlotOnce(5);
    expect(world.slots.map(([, model]) => model)).toEqual(Array(5).fill('old'));
    expect(world.worker.health).toMatchObject({
      state: 'degraded',
      reason: 'model_not_loaded',
      detail: 'Model "old" still counts, because "new" cannot be used: The file is damaged.',
    });
  });

  test('a model whose package is repaired replaces the old one, and the camera is online again', async () => {
    world.readiness.set('new', failed('The file is damaged.'));
    await world.runTo(start + 33_000);
    world.readiness.set('new', { kind: 'ready' });
    await world.runTo(start + 73_000);
    everySlotOnce(7);
    expect(world.slots.at(-1)).toEqual([6, 'new', 10]);
    expect(world.worker.health.state).toBe('online');
  });

  test('binding the camera to the old model again ends the warning about the failed one', async () => {
    world.readiness.set('new', failed('The file is damaged.'));
    await world.runTo(start + 33_000);
    world.worker.use(cameraAt(3, start + 40_000, 'old'));
    await world.runTo(start + 53_000);
    everySlotOnce(5);
    expect(world.worker.health.state).toBe('online');
  });

  test('the stream is opened again only when the new model needs wider pictures', async () => {
    world.readiness.set('new', { kind: 'ready' });
    world.widthOf.set('new', 300).set('wide', 800);
    await world.runTo(start + 33_000);
    expect(world.widths).toEqual([416]);
    world.readiness.set('wide', { kind: 'ready' });
    world.worker.use(cameraAt(3, start + 40_000, 'wide'));
    await world.runTo(start + 63_000);
    expect(world.widths).toEqual([416, 800]);
    everySlotOnce(6);
  });
});

test('a model of a camera with tracked zones waits for the next slot, because a slot that begins later would lose crossings', async () => {
  const stopped = { afterMs: 30_000, exceptIn: [] };
  const zones = [{ ...completeZone(viewZone([])), stopped }];
  const world = new World([cameraAt(1, start, 'old', { zones })]);
  await world.runTo(start + 13_000);
  world.worker.use(cameraAt(2, start + 20_000, 'new', { zones }));
  await world.runTo(start + 23_000);
  world.readiness.set('new', { kind: 'ready' });
  await world.runTo(start + 43_000);
  expect(world.slots.map(([, model]) => model)).toEqual(['old', 'old', 'old', 'new']);
});

test('after a restart the earlier model counts while the bound model cannot be loaded', async () => {
  const world = new World([cameraAt(1, start - 20_000, 'old'), cameraAt(2, start - 10_000, 'new')]);
  world.readiness.set('new', failed('The file is damaged.'));
  await world.runTo(start + 23_000);
  expect(world.slots.map(([, model]) => model)).toEqual(['old', 'old']);
  expect(world.worker.health.reason).toBe('model_not_loaded');
});

test('after a restart the earlier model counts pictures as wide as it needs while the bound model cannot be loaded', async () => {
  const world = new World([cameraAt(1, start - 20_000, 'old'), cameraAt(2, start - 10_000, 'new')]);
  world.widthOf.set('old', 800);
  world.readiness.set('new', failed('The file is damaged.'));
  await world.runTo(start + 23_000);
  expect(world.widths).toEqual([416, 800]);
});
