import { describe, expect, test } from '@jest/globals';
import type { CaptureEvent } from '@vialog/capture';
import { isoOf } from '@vialog/contracts';
import { EventBuffer } from './event-buffer.ts';
import { Ingest, type IngestPorts } from './ingest.ts';
import { cameraAt, hour, settled, start, World } from './ingest.fixture.ts';
import { ownsAll } from './sharding/ownership.port.ts';

describe('Ingest', () => {
  test('reports at start the slots that were not measured since the newest stored slot, one span per zone and hour', async () => {
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

  test('reports no gaps for time before a camera existed or while it was paused', async () => {
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

  test('opens a new camera of the registry and closes an erased camera', async () => {
    const world = new World();
    const ingest = new Ingest(world.ports);
    await ingest.start();
    await world.change({ kind: 'version', revision: 1, camera: cameraAt('bbbbbbbbbbbb', 1, start) });
    world.tick();
    await settled();
    expect(world.opened).toEqual(['synthetic:lot']);
    expect(ingest.workerOf('bbbbbbbbbbbb')?.health.state).toBe('starting');
    await world.change({ revision: 2, kind: 'erased', cameraId: 'bbbbbbbbbbbb' });
    await settled();
    expect(world.opened).toEqual([]);
    expect(ingest.workerOf('bbbbbbbbbbbb')).toBeUndefined();
    await ingest.stop();
  });

  test('a draft camera has no worker until it is activated, and a paused camera keeps its worker', async () => {
    const world = new World();
    world.cameras.push(cameraAt('aaaaaaaaaaaa', 1, start - hour, { lifecycle: 'draft' }));
    const ingest = new Ingest(world.ports);
    await ingest.start();
    const draft = cameraAt('bbbbbbbbbbbb', 1, start, { lifecycle: 'draft' });
    await world.change({ kind: 'version', revision: 1, camera: draft });
    for (let i = 0; i < 10; i += 1) world.tick();
    expect(ingest.healths).toEqual([]);
    const active = cameraAt('bbbbbbbbbbbb', 2, start);
    world.cameras.push(draft, active);
    await world.change({ kind: 'version', revision: 2, camera: active });
    world.tick();
    await settled();
    expect(world.opened).toEqual(['synthetic:lot']);
    const paused = cameraAt('bbbbbbbbbbbb', 3, start, { lifecycle: 'paused' });
    await world.change({ kind: 'version', revision: 3, camera: paused });
    world.tick();
    await settled();
    expect(world.opened).toEqual([]);
    expect(ingest.healths).toMatchObject([{ cameraId: 'bbbbbbbbbbbb', state: 'paused' }]);
    await ingest.stop();
  });

  test('does not delay other changes while the stream of an erased camera closes slowly', async () => {
    const world = new World();
    const endless = async function* (): AsyncIterable<CaptureEvent> {
      await new Promise(() => undefined);
      yield* [];
    };
    const ingest = new Ingest({ ...world.ports, source: { frames: endless } });
    await ingest.start();
    await world.change({ kind: 'version', revision: 1, camera: cameraAt('bbbbbbbbbbbb', 1, start) });
    world.tick();
    await world.change({ revision: 2, kind: 'erased', cameraId: 'bbbbbbbbbbbb' });
    await world.change({ kind: 'version', revision: 3, camera: cameraAt('cccccccccccc', 1, start) });
    expect(ingest.healths.map((health) => health.cameraId)).toEqual(['cccccccccccc']);
  });

  test('continues to follow the registry feed after it failed, and reports the failure', async () => {
    const world = new World();
    world.failFeedOnce = true;
    const ingest = new Ingest(world.ports);
    await ingest.start();
    await settled();
    expect(world.errors).toEqual(['following the registry']);
    await world.change({ kind: 'version', revision: 1, camera: cameraAt('bbbbbbbbbbbb', 1, start) });
    expect(ingest.workerOf('bbbbbbbbbbbb')).toBeDefined();
    await ingest.stop();
  });

  test.each<[string, () => Promise<'full'>]>([
    ['is full', () => Promise.resolve('full')],
    ['fails', () => Promise.reject(new Error('connection refused'))],
  ])(
    'sends closed slots to a bus that %s once a second until it accepts them, and loses none',
    async (_, reply) => {
      const world = new World();
      world.cameras.push(cameraAt('aaaaaaaaaaaa', 1, start));
      world.now = start + 25_000;
      let attempts = 0;
      let isBlocked = true;
      const buffer = new EventBuffer({
        send: (events) => {
          attempts += 1;
          if (isBlocked) return reply();
          world.stored.push(...events);
          return Promise.resolve('accepted');
        },
      });
      const ingest = new Ingest({ ...world.ports, buffer });
      await ingest.start();
      const atStart = attempts;
      for (let i = 0; i < 100; i += 1) {
        world.tick();
        await settled();
      }
      expect(attempts - atStart).toBe(10);
      isBlocked = false;
      for (let i = 0; i < 10; i += 1) {
        world.tick();
        await settled();
      }
      expect([world.stored.length > 0, buffer.length]).toEqual([true, 0]);
      await ingest.stop();
    },
  );

  test('reports closed slots that could not be sent when ingest stops', async () => {
    const world = new World();
    world.cameras.push(cameraAt('aaaaaaaaaaaa', 1, start));
    world.now = start + 25_000;
    const buffer = new EventBuffer({ send: () => Promise.resolve('full') });
    const ingest = new Ingest({ ...world.ports, buffer });
    await ingest.start();
    await ingest.stop();
    expect(world.errors).toEqual(['sending the last closed slots']);
  });

  test('closes every capture when it stops', async () => {
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

  test('checks and reads only the changed camera when a camera without a worker changes', async () => {
    const world = new World();
    const ids = Array.from({ length: 50 }, (_, i) => `camera${i}`.padEnd(12, '0'));
    world.cameras.push(...ids.map((cameraId) => cameraAt(cameraId, 1, start)));
    const owned = new Set<string>();
    let checks = 0;
    const holds = (cameraId: string): boolean => {
      checks += 1;
      return owned.has(cameraId);
    };
    const read: (readonly string[] | undefined)[] = [];
    const registry: IngestPorts['registry'] = {
      ...world.ports.registry,
      versions: (cameraIds) => {
        read.push(cameraIds);
        return Promise.resolve(world.cameras.filter(({ cameraId }) => cameraIds?.includes(cameraId)));
      },
    };
    const ingest = new Ingest({ ...world.ports, registry, ownership: { ...ownsAll, holds } });
    await ingest.start();
    checks = 0;
    for (const [i, cameraId] of ids.entries())
      await world.change({ kind: 'version', revision: i + 1, camera: cameraAt(cameraId, 2, start) });
    expect(checks).toBeLessThanOrEqual(ids.length);
    owned.add(ids[7] as string).add(ids[8] as string);
    await world.change({ kind: 'version', revision: 51, camera: cameraAt(ids[7] as string, 3, start) });
    expect(read).toEqual([[ids[7]]]);
    expect(ingest.healths.map(({ cameraId }) => cameraId)).toEqual([ids[7]]);
    await ingest.stop();
  });
});
