import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import { epochOf, isoOf, type Camera } from '@vialog/contracts';
import { regionOf, RegistryReset, type RegistryPosition } from '@vialog/registry';
import { EventBuffer } from '../event-buffer.ts';
import { Ingest, type IngestPorts } from '../ingest.ts';
import { cameraAt, hour, settled, start, World } from '../ingest.fixture.ts';
import type { Ownership } from './ownership.port.ts';
import { shardOf } from './shards.ts';

const a = 'aaaaaaaaaaaa';
const b = 'bbbbbbbbbbbb';

/** Leases that the test controls. */
class Leases implements Ownership {
  readonly held = new Set<number>();
  readonly leaving: number[] = [];
  readonly released: number[] = [];
  onRelease: () => void = () => undefined;

  constructor(...cameraIds: string[]) {
    for (const cameraId of cameraIds) this.held.add(shardOf(cameraId));
  }

  holds(cameraId: string): boolean {
    return this.held.has(shardOf(cameraId));
  }

  covers(camera: Camera): boolean {
    return regionOf(camera) === 'main';
  }

  giveUp(shard: number): void {
    this.onRelease();
    this.released.push(shard);
    this.held.delete(shard);
    this.leaving.splice(this.leaving.indexOf(shard), 1);
  }
}

/** A stream that closes only when the test allows it. */
class SlowSource {
  open = 0;
  maxOpen = 0;
  allowClose: () => void = () => undefined;

  async *frames(): AsyncIterable<CaptureEvent> {
    this.open += 1;
    this.maxOpen = Math.max(this.maxOpen, this.open);
    await new Promise<void>((resolve) => (this.allowClose = resolve));
    this.open -= 1;
    yield* [];
  }
}

/** Ticks, by default often enough that newly owned cameras are started. */
async function ticks(world: World, many = 6): Promise<void> {
  for (let i = 0; i < many; i += 1) {
    world.tick();
    await settled();
  }
}

/** Moves the clock second by second. */
async function run(world: World, seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i += 1) {
    world.now += 1_000;
    await ticks(world, 1);
  }
}

async function started(world: World, ports: Partial<IngestPorts>): Promise<Ingest> {
  const ingest = new Ingest({ ...world.ports, ...ports });
  const starting = ingest.start();
  await settled();
  await ticks(world);
  await starting;
  return ingest;
}

const sampled = (ingest: Ingest) => ingest.healths.map((health) => health.cameraId).toSorted();
const streamOf = (url: string): Partial<Camera> => ({ stream: { url } as Camera['stream'] });

describe('Ingest with leases', () => {
  test('samples only the cameras of its shards, and starts those of a shard that it acquires', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start), cameraAt(b, 1, start));
    const leases = new Leases(a);
    const ingest = await started(world, { ownership: leases });
    expect(sampled(ingest)).toEqual([a]);
    leases.held.add(shardOf(b));
    await ticks(world);
    expect(sampled(ingest)).toEqual([a, b]);
    expect(world.opened).toHaveLength(2);
    await ingest.stop();
  });

  test('reports the time in which an acquired camera was not sampled', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start - hour));
    world.lastEnds.set(`${a}/view`, start - 60_000);
    const leases = new Leases();
    const ingest = await started(world, { ownership: leases });
    expect(world.stored).toEqual([]);
    world.now = start + 15_000;
    leases.held.add(shardOf(a));
    await ticks(world);
    const spans = world.stored.filter((event) => epochOf(event.slotStartAt) >= start - 60_000);
    expect(spans.map((event) => [event.slotStartAt, event.slots, event.reason])).toEqual([
      [isoOf(start - 60_000), 6, 'not_running'],
      [isoOf(start), 1, 'not_running'],
    ]);
    await ingest.stop();
  });

  test('stops the cameras of a lost lease first and sends no more slots of them', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start), cameraAt(b, 1, start, streamOf('synthetic:lot?seed=2')));
    const leases = new Leases(a, b);
    const ingest = await started(world, { ownership: leases });
    await run(world, 60);
    const before = world.stored.filter((event) => event.cameraId === a).length;
    expect(before).toBeGreaterThan(0);
    leases.held.delete(shardOf(a));
    await run(world, 120);
    expect(sampled(ingest)).toEqual([b]);
    expect(world.opened).toEqual(['synthetic:lot?seed=2']);
    expect(world.stored.filter((event) => event.cameraId === a)).toHaveLength(before);
    await ingest.stop();
    expect(world.stored.filter((event) => event.cameraId === a)).toHaveLength(before);
  });

  test('opens a lost and reacquired camera again only when its stream is closed', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases(a);
    const slow = new SlowSource();
    const ingest = await started(world, { ownership: leases, source: slow });
    expect(slow.open).toBe(1);
    leases.held.clear();
    await ticks(world);
    leases.held.add(shardOf(a));
    await ticks(world);
    expect([slow.open, sampled(ingest)]).toEqual([1, []]);
    slow.allowClose();
    await ticks(world);
    expect([slow.open, sampled(ingest)]).toEqual([1, [a]]);
    expect(slow.maxOpen).toBe(1);
    const stopped = ingest.stop();
    slow.allowClose();
    await stopped;
  });

  test('decides no slot of a long suspension in which it lost its leases', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases(a);
    const ingest = await started(world, { ownership: leases });
    leases.held.clear();
    world.now += 90_000;
    await ticks(world);
    expect(world.stored).toEqual([]);
    await ingest.stop();
  });

  test('closes the cameras of a leaving shard and sends their slots before it releases the shard', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start), cameraAt(b, 1, start));
    const leases = new Leases(a, b);
    const ingest = await started(world, { ownership: leases });
    let openAtRelease = NaN;
    leases.onRelease = () => (openAtRelease = world.opened.length);
    leases.leaving.push(shardOf(a));
    await ticks(world, 3);
    expect(leases.released).toEqual([shardOf(a)]);
    expect(openAtRelease).toBe(1);
    expect(sampled(ingest)).toEqual([b]);
    await ingest.stop();
  });

  test('releases a leaving shard without cameras at once', async () => {
    const world = new World();
    const leases = new Leases(a);
    const ingest = await started(world, { ownership: leases });
    leases.leaving.push(shardOf(a));
    await ticks(world, 1);
    expect(leases.released).toEqual([shardOf(a)]);
    await ingest.stop();
  });

  test('stops a camera when a version with another region comes into force, and starts it again when it returns', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases(a);
    const ingest = await started(world, { ownership: leases });
    const elsewhere = cameraAt(a, 2, start + 20_000, { tags: ['region:north'] });
    world.cameras.push(elsewhere);
    await world.change({ kind: 'version', revision: 1, camera: elsewhere });
    await ticks(world);
    expect(sampled(ingest)).toEqual([a]);
    world.now = start + 20_000;
    await ticks(world);
    expect(sampled(ingest)).toEqual([]);
    const back = cameraAt(a, 3, start + 40_000);
    world.cameras.push(back);
    await world.change({ kind: 'version', revision: 2, camera: back });
    world.now = start + 40_000;
    await ticks(world);
    expect(sampled(ingest)).toEqual([a]);
    await ingest.stop();
  });

  test('uses a version that the feed delivers while the other versions of its camera are read', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases();
    const replies: (() => void)[] = [];
    const before = [...world.cameras];
    const registry: IngestPorts['registry'] = {
      ...world.ports.registry,
      versions: (ids) => {
        if (!ids) return Promise.resolve(before);
        return new Promise((resolve) => replies.push(() => resolve(before)));
      },
    };
    const ingest = await started(world, { ownership: leases, registry });
    leases.held.add(shardOf(a));
    await ticks(world);
    expect(replies).toHaveLength(1);
    await world.change({
      kind: 'version',
      revision: 1,
      camera: cameraAt(a, 2, start, streamOf('synthetic:lot?seed=2')),
    });
    for (let i = 0; i < 3; i += 1) {
      for (const reply of replies.splice(0)) reply();
      await ticks(world);
    }
    expect(world.opened).toEqual(['synthetic:lot?seed=2']);
    await ingest.stop();
  });

  test('does not sample a camera of another shard, and does not start an erased camera', async () => {
    const world = new World();
    const leases = new Leases(a);
    const ingest = await started(world, { ownership: leases });
    await world.change({ kind: 'version', revision: 1, camera: cameraAt(b, 1, start) });
    await ticks(world);
    expect(sampled(ingest)).toEqual([]);
    await world.change({ revision: 2, kind: 'erased', cameraId: b });
    leases.held.add(shardOf(b));
    await ticks(world);
    expect(sampled(ingest)).toEqual([]);
    await ingest.stop();
  });
});

describe('Ingest while the store does not reply', () => {
  test('samples cameras, retries the query until the store replies, and sends its own slots after the gap spans', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start - hour));
    let fails = true;
    const lastSlotEnds = () =>
      fails
        ? Promise.reject(new Error('no responders'))
        : Promise.resolve((_camera: string, _zone: string) => start - 30_000);
    const ingest = await started(world, { lastSlotEnds, pause: (_ms, signal) => world.nextTick(signal) });
    expect(world.opened).toHaveLength(1);
    await run(world, 50);
    expect(world.errors).toContain('querying the newest slots');
    expect(world.stored).toEqual([]);
    fails = false;
    await run(world, 2);
    const starts = world.stored.map((event) => event.slotStartAt);
    expect(starts.filter((at) => epochOf(at) >= start - 30_000).slice(0, 2)).toEqual([
      isoOf(start - 30_000),
      isoOf(start),
    ]);
    expect(world.stored.find((event) => epochOf(event.slotStartAt) === start - 30_000)?.slots).toBe(3);
    await ingest.stop();
  });

  test('queries the store only after the bus accepted all slots, which would otherwise count as not measured', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases(a);
    let isFull = false;
    const buffer = new EventBuffer({ send: () => Promise.resolve(isFull ? 'full' : 'accepted') });
    const waiting: number[] = [];
    const lastSlotEnds = () => {
      waiting.push(buffer.length);
      return Promise.resolve(() => undefined);
    };
    const pause: IngestPorts['pause'] = (_ms, signal) => world.nextTick(signal);
    const ingest = await started(world, { ownership: leases, buffer, lastSlotEnds, pause });
    expect(waiting).toEqual([0]);
    isFull = true;
    await run(world, 60);
    expect(buffer.length).toBeGreaterThan(0);
    leases.held.clear();
    await ticks(world);
    leases.held.add(shardOf(a));
    await ticks(world, 20);
    expect(sampled(ingest)).toEqual([a]);
    expect(waiting).toEqual([0]);
    isFull = false;
    await ticks(world);
    expect(waiting).toEqual([0, 0]);
    await ingest.stop();
  });

  test('holds its own slots back for a limited time', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const ingest = await started(world, {
      lastSlotEnds: () => Promise.reject(new Error('no responders')),
      pause: (_ms, signal) => world.nextTick(signal),
    });
    await run(world, 150);
    expect(world.stored.length).toBeGreaterThan(0);
    await ingest.stop();
  });
});

describe('Ingest after a restore of the registry', () => {
  /** A registry that is replaced by another one after the first snapshot. */
  function restored(snapshots: readonly { cameras: readonly Camera[]; isComplete: boolean }[]) {
    const positions: RegistryPosition[] = [];
    let reads = 0;
    const registry: IngestPorts['registry'] = {
      versions: () => Promise.resolve(snapshots[reads - 1]?.cameras ?? []),
      snapshot: () => {
        const { cameras = [], isComplete = true } = snapshots[reads] ?? {};
        reads += 1;
        return Promise.resolve({ position: { epoch: `epoch ${reads}`, revision: 7 }, cameras, isComplete });
      },
      changes: async function* (after, signal) {
        positions.push(after);
        if (reads < snapshots.length) throw new RegistryReset();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        yield* [];
      },
    };
    return { registry, positions };
  }

  test('reads the registry again, keeps unchanged cameras running and starts new ones', async () => {
    const world = new World();
    const cameras = [cameraAt(a, 1, start)];
    const { registry, positions } = restored([
      { cameras, isComplete: true },
      { cameras: [], isComplete: false },
      { cameras: [...cameras, cameraAt(b, 1, start)], isComplete: true },
    ]);
    const ingest = await started(world, { registry });
    await ticks(world);
    expect(positions.map(({ epoch }) => epoch)).toEqual(['epoch 1', 'epoch 2', 'epoch 3']);
    expect(sampled(ingest)).toEqual([a, b]);
    expect(world.opened).toHaveLength(2);
    await ingest.stop();
  });

  test('runs the restored version of a camera instead of a newer one, and stops cameras that are missing', async () => {
    const world = new World();
    const v1 = cameraAt(a, 1, start - 60_000);
    const lost = { ...cameraAt(a, 2, start - 30_000), stream: { url: 'synthetic:lost' } } as Camera;
    const { registry } = restored([
      { cameras: [v1, lost, cameraAt(b, 1, start)], isComplete: true },
      { cameras: [v1], isComplete: true },
    ]);
    const ingest = await started(world, { registry });
    await ticks(world);
    await ticks(world);
    expect(sampled(ingest)).toEqual([a]);
    expect(world.opened).toEqual([v1.stream.url]);
    await ingest.stop();
  });

  test('runs an edited version whose number was used before the restore', async () => {
    const world = new World();
    const v1 = cameraAt(a, 1, start - 60_000);
    const lost = { ...cameraAt(a, 2, start - 30_000), stream: { url: 'synthetic:lost' } } as Camera;
    world.cameras.push(v1, lost);
    const ingest = await started(world, {});
    const edited = { ...lost, stream: { url: 'synthetic:edited' } } as Camera;
    world.cameras.splice(1, 1, edited);
    await world.change({ kind: 'version', revision: 8, camera: edited });
    await ticks(world);
    await ticks(world);
    expect(world.opened).toEqual(['synthetic:edited']);
    await ingest.stop();
  });
});
