import { isoOf, type Camera, type CameraInput, type CountBatch } from '@vialog/contracts';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { fakeRegistry, givenCamera, type FakeRegistry } from '@vialog/registry/conformance';
import type { CountPorts } from './accept-counts.ts';

/** A Monday, 08:00 UTC, 09:00 in Berlin. */
export const eight = Date.parse('2026-03-02T08:00:00.000Z');
export const quarter = 900_000;

export interface CounterWorld {
  readonly ports: CountPorts;
  readonly registry: FakeRegistry;
  readonly store: InMemoryEventStore;
  /** Messages that were sent. */
  readonly sent: CountBatch[];
  /** Why no counts can be sent; undefined: they can. */
  full: string | undefined;
}

/** A registry, and a store that contains what was sent at once. */
export function counterWorld(now = eight): CounterWorld {
  const registry = fakeRegistry();
  registry.clock.epochMs = now;
  const store = new InMemoryEventStore(registry.clock);
  const sent: CountBatch[] = [];
  const world: CounterWorld = {
    registry,
    store,
    sent,
    full: undefined,
    ports: {
      trends: store,
      cameras: { versions: async () => (await registry.memory.snapshot()).cameras },
      clock: registry.clock,
      send: async (batch) => {
        if (world.full !== undefined) return { kind: 'full', why: world.full };
        sent.push(batch);
        await store.append(batch.events);
        return { kind: 'accepted' };
      },
    },
  };
  return world;
}

/** Registers a loop with the code `L1` whose counts begin an hour before. */
export const givenCounter = (world: CounterWorld, fields: Partial<CameraInput> = {}): Promise<Camera> =>
  givenCamera(world.registry, {
    name: 'Loop 1',
    code: 'L1',
    timeZone: 'Europe/Berlin',
    stream: { url: 'counter:loop', transport: 'tcp' },
    countsFromAt: isoOf(world.registry.clock.epochMs - 4 * quarter),
    ...fields,
  });
