import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import { epochOf, isoOf, type Camera } from '@vialog/contracts';
import { RegistryReset, type RegistryPosition } from '@vialog/registry';
import { EventBuffer } from '../event-buffer.ts';
import { Ingest, type IngestPorts } from '../ingest.ts';
import { cameraAt, hour, settled, start, World } from '../ingest.fixture.ts';
import type { Ownership } from './ownership.port.ts';
import { regionOf, shardOf } from './shards.ts';

const a = 'aaaaaaaaaaaa';
const b = 'bbbbbbbbbbbb';

/** Leases as the test says. */
class Leases implements Ownership {
  readonly held = new Set<number>();
  readonly leaving: number[] = [];
  readonly givenUp: number[] = [];
  onGivenUp: () => void = () => undefined;

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
    this.onGivenUp();
    this.givenUp.push(shard);
    this.held.delete(shard);
    this.leaving.splice(this.leaving.indexOf(shard), 1);
  }
}

/** A stream that closes when the test lets it, after it was stopped. */
class SlowSource {
  open = 0;
  maxOpen = 0;
  letGo: () => void = () => undefined;

  async *frames(): AsyncIterable<CaptureEvent> {
    this.open += 1;
    this.maxOpen = Math.max(this.maxOpen, this.open);
    await new Promise<void>((resolve) => (this.letGo = resolve));
    this.open -= 1;
    yield* [];
  }
}

/** Ticks often enough that cameras are looked for, and lets what follows happen. */
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

async function begun(world: World, ports: Partial<IngestPorts>): Promise<Ingest> {
  const ingest = new Ingest({ ...world.ports, ...ports });
  const started = ingest.start();
  await settled();
  await ticks(world);
  await started;
  return ingest;
}

const watched = (ingest: Ingest) => ingest.healths.map((health) => health.cameraId).toSorted();
const streamOf = (url: string): Partial<Camera> => ({ stream: { url } as Camera['stream'] });

describe('ingest with a share of the cameras', () => {
  test('watches the cameras of its shards and no others, and adopts those of a shard it gets', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start), cameraAt(b, 1, start));
    const leases = new Leases(a);
    const ingest = await begun(world, { ownership: leases });
    expect(watched(ingest)).toEqual([a]);
    leases.held.add(shardOf(b));
    await ticks(world);
    expect(watched(ingest)).toEqual([a, b]);
    expect(world.opened).toHaveLength(2);
    await ingest.stop();
  });

  test('reports the time in which a camera it adopts was not sampled', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start - hour));
    world.lastEnds.set(`${a}/view`, start - 60_000);
    const leases = new Leases();
    const ingest = await begun(world, { ownership: leases });
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

  test('stops what it lost before anything else, and says nothing of it any more', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start), cameraAt(b, 1, start, streamOf('synthetic:lot?seed=2')));
    const leases = new Leases(a, b);
    const ingest = await begun(world, { ownership: leases });
    await run(world, 60);
    const before = world.stored.filter((event) => event.cameraId === a).length;
    expect(before).toBeGreaterThan(0);
    leases.held.delete(shardOf(a));
    await run(world, 120);
    expect(watched(ingest)).toEqual([b]);
    expect(world.opened).toEqual(['synthetic:lot?seed=2']);
    expect(world.stored.filter((event) => event.cameraId === a)).toHaveLength(before);
    await ingest.stop();
    expect(world.stored.filter((event) => event.cameraId === a)).toHaveLength(before);
  });

  test('a camera that was lost and comes back is opened again only when its stream is free', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases(a);
    const slow = new SlowSource();
    const ingest = await begun(world, { ownership: leases, source: slow });
    expect(slow.open).toBe(1);
    leases.held.clear();
    await ticks(world);
    leases.held.add(shardOf(a));
    await ticks(world);
    expect([slow.open, watched(ingest)]).toEqual([1, []]);
    slow.letGo();
    await ticks(world);
    expect([slow.open, watched(ingest)]).toEqual([1, [a]]);
    expect(slow.maxOpen).toBe(1);
    const stopped = ingest.stop();
    slow.letGo();
    await stopped;
  });

  test('after a long sleep the leases are asked first: no slot of the time it slept is decided', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases(a);
    const ingest = await begun(world, { ownership: leases });
    leases.held.clear();
    world.now += 90_000;
    await ticks(world);
    expect(world.stored).toEqual([]);
    await ingest.stop();
  });

  test('closes the cameras of a shard it is to give up, sends what they had decided, and only then gives it up', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start), cameraAt(b, 1, start));
    const leases = new Leases(a, b);
    const ingest = await begun(world, { ownership: leases });
    let openAtGivingUp = NaN;
    leases.onGivenUp = () => (openAtGivingUp = world.opened.length);
    leases.leaving.push(shardOf(a));
    await ticks(world, 3);
    expect(leases.givenUp).toEqual([shardOf(a)]);
    expect(openAtGivingUp).toBe(1);
    expect(watched(ingest)).toEqual([b]);
    await ingest.stop();
  });

  test('a shard without cameras is given up at once', async () => {
    const world = new World();
    const leases = new Leases(a);
    const ingest = await begun(world, { ownership: leases });
    leases.leaving.push(shardOf(a));
    await ticks(world, 1);
    expect(leases.givenUp).toEqual([shardOf(a)]);
    await ingest.stop();
  });

  test('a camera moves with its region: away when the version comes into force, and back', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases(a);
    const ingest = await begun(world, { ownership: leases });
    const away = cameraAt(a, 2, start + 20_000, { tags: ['region:north'] });
    world.cameras.push(away);
    await world.change({ revision: 1, camera: away });
    await ticks(world);
    expect(watched(ingest)).toEqual([a]);
    world.now = start + 20_000;
    await ticks(world);
    expect(watched(ingest)).toEqual([]);
    const back = cameraAt(a, 3, start + 40_000);
    world.cameras.push(back);
    await world.change({ revision: 2, camera: back });
    world.now = start + 40_000;
    await ticks(world);
    expect(watched(ingest)).toEqual([a]);
    await ingest.stop();
  });

  test('keeps a version that the feed delivers while the other versions of its camera are read', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const leases = new Leases();
    const answers: (() => void)[] = [];
    const before = [...world.cameras];
    const registry: IngestPorts['registry'] = {
      ...world.ports.registry,
      versions: (ids) => {
        if (!ids) return Promise.resolve(before);
        return new Promise((resolve) => answers.push(() => resolve(before)));
      },
    };
    const ingest = await begun(world, { ownership: leases, registry });
    leases.held.add(shardOf(a));
    await ticks(world);
    expect(answers).toHaveLength(1);
    await world.change({ revision: 1, camera: cameraAt(a, 2, start, streamOf('synthetic:lot?seed=2')) });
    for (let i = 0; i < 3; i += 1) {
      for (const answer of answers.splice(0)) answer();
      await ticks(world);
    }
    expect(world.opened).toEqual(['synthetic:lot?seed=2']);
    await ingest.stop();
  });

  test('a camera that is registered elsewhere is not watched, and an erased one is forgotten', async () => {
    const world = new World();
    const leases = new Leases(a);
    const ingest = await begun(world, { ownership: leases });
    await world.change({ revision: 1, camera: cameraAt(b, 1, start) });
    await ticks(world);
    expect(watched(ingest)).toEqual([]);
    await world.change({ revision: 2, erased: b });
    leases.held.add(shardOf(b));
    await ticks(world);
    expect(watched(ingest)).toEqual([]);
    await ingest.stop();
  });
});

describe('taking over while the store does not answer', () => {
  test('samples meanwhile, retries until the store answers, and sends its own slots after the explanation', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start - hour));
    let fails = true;
    const lastSlotEnds = () =>
      fails
        ? Promise.reject(new Error('no responders'))
        : Promise.resolve((_camera: string, _zone: string) => start - 30_000);
    const ingest = await begun(world, { lastSlotEnds, pause: (_ms, signal) => world.nextTick(signal) });
    expect(world.opened).toHaveLength(1);
    await run(world, 50);
    expect(world.errors).toContain('asking for the newest slots');
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

  test('asks only when the bus has what was measured here before: else it would be taken for unmeasured', async () => {
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
    const ingest = await begun(world, { ownership: leases, buffer, lastSlotEnds, pause });
    expect(waiting).toEqual([0]);
    isFull = true;
    await run(world, 60);
    expect(buffer.length).toBeGreaterThan(0);
    leases.held.clear();
    await ticks(world);
    leases.held.add(shardOf(a));
    await ticks(world, 20);
    expect(watched(ingest)).toEqual([a]);
    expect(waiting).toEqual([0]);
    isFull = false;
    await ticks(world);
    expect(waiting).toEqual([0, 0]);
    await ingest.stop();
  });

  test('does not hold its own slots back without a limit', async () => {
    const world = new World();
    world.cameras.push(cameraAt(a, 1, start));
    const ingest = await begun(world, {
      lastSlotEnds: () => Promise.reject(new Error('no responders')),
      pause: (_ms, signal) => world.nextTick(signal),
    });
    await run(world, 150);
    expect(world.stored.length).toBeGreaterThan(0);
    await ingest.stop();
  });
});

describe('ingest after a restore of the registry', () => {
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
    const ingest = await begun(world, { registry });
    await ticks(world);
    expect(positions.map(({ epoch }) => epoch)).toEqual(['epoch 1', 'epoch 2', 'epoch 3']);
    expect(watched(ingest)).toEqual([a, b]);
    expect(world.opened).toHaveLength(2);
    await ingest.stop();
  });

  test('runs the restored version, although it knew a newer one, and ends cameras that are gone', async () => {
    const world = new World();
    const v1 = cameraAt(a, 1, start - 60_000);
    const lost = { ...cameraAt(a, 2, start - 30_000), stream: { url: 'synthetic:lost' } } as Camera;
    const { registry } = restored([
      { cameras: [v1, lost, cameraAt(b, 1, start)], isComplete: true },
      { cameras: [v1], isComplete: true },
    ]);
    const ingest = await begun(world, { registry });
    await ticks(world);
    await ticks(world);
    expect(watched(ingest)).toEqual([a]);
    expect(world.opened).toEqual([v1.stream.url]);
    await ingest.stop();
  });

  test('runs an edited version whose number was used before the restore', async () => {
    const world = new World();
    const v1 = cameraAt(a, 1, start - 60_000);
    const lost = { ...cameraAt(a, 2, start - 30_000), stream: { url: 'synthetic:lost' } } as Camera;
    world.cameras.push(v1, lost);
    const ingest = await begun(world, {});
    const edited = { ...lost, stream: { url: 'synthetic:edited' } } as Camera;
    world.cameras.splice(1, 1, edited);
    await world.change({ revision: 8, camera: edited });
    await ticks(world);
    await ticks(world);
    expect(world.opened).toEqual(['synthetic:edited']);
    await ingest.stop();
  });
});
