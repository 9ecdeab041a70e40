import { describe, expect, test } from '@jest/globals';
import {
  completeZone,
  eventIdOf,
  isoOf,
  zone as zoneSchema,
  type CountEvent,
  type HandCountInput,
} from '@vialog/contracts';
import { fakeRegistry, givenCamera } from './fixed-registry.fake.ts';
import { InMemoryHandCounts } from './accuracy-check-store.fake.ts';
import { recordHandCount } from './record-hand-count.ts';

const minute = 60_000;

/** A camera with a line, and a time two minutes after the last measured slot. */
async function givenLine(
  change: (event: Partial<CountEvent>, slot: number) => Partial<CountEvent> | undefined = (e) => e,
) {
  const registry = fakeRegistry();
  const camera = await givenCamera(registry);
  const line = zoneSchema.parse(
    completeZone({
      zoneId: 'gate',
      name: 'Gate',
      kind: 'line',
      line: [
        [0.1, 0.5],
        [0.9, 0.5],
      ],
    }),
  );
  const next = { ...camera, version: camera.version + 1, zones: [...camera.zones, line] };
  await registry.store.put({ basedOn: camera.version, camera: next });
  const now = Math.floor(registry.clock.now() / minute) * minute;
  const from = now - 5 * minute;
  const events = new Map<string, CountEvent>();
  for (const slot of [0, 1]) {
    const eventId = eventIdOf({ slotStart: from + slot * minute, cameraId: camera.cameraId, zoneId: 'gate' });
    const event = change(
      {
        eventId,
        kind: 'measured',
        slotMs: minute,
        model: 'nanodet-g-416',
        cameraVersion: next.version,
        inbound: { car: 4 + slot, truck: 1 },
        outbound: { car: 2 },
      },
      slot,
    );
    if (event) events.set(eventId, event as CountEvent);
  }
  const handCounts = new InMemoryHandCounts();
  const ports = {
    ...registry,
    handCounts,
    events: { byId: (id: string) => Promise.resolve(events.get(id)) },
  };
  const input = (changes: Partial<HandCountInput> = {}): HandCountInput => ({
    zoneId: 'gate',
    startAt: isoOf(from),
    endAt: isoOf(from + 2 * minute),
    byHand: { inbound: { car: 9, truck: 2 }, outbound: { car: 5 } },
    ...changes,
  });
  const record = (changes?: Partial<HandCountInput>) =>
    recordHandCount(ports, { cameraId: camera.cameraId, input: input(changes), countedBy: 'Li Wei' });
  return { record, handCounts, camera: next, from };
}

describe('recording a hand count', () => {
  test('compares the hand count with the sums of exactly the same slots and keeps both', async () => {
    const { record, handCounts, camera } = await givenLine();
    const count = await record();
    expect(count).toMatchObject({
      byCamera: { inbound: { car: 9, truck: 2 }, outbound: { car: 4 } },
      accuracy: { truth: 16, counted: 15, difference: -1, errorPercent: -6.3 },
      cameraVersion: camera.version,
      countedBy: 'Li Wei',
    });
    expect(await handCounts.ofCamera(camera.cameraId, 10)).toEqual([count]);
  });

  test('a slot that is not stored yet is named, and nothing is kept', async () => {
    const { record, handCounts, camera } = await givenLine((event, slot) => (slot === 1 ? undefined : event));
    await expect(record()).rejects.toMatchObject({
      code: 'COUNTS_MISSING',
      message: expect.stringMatching(/is not stored yet/),
    });
    expect(await handCounts.ofCamera(camera.cameraId, 10)).toEqual([]);
  });

  test('a slot that was not measured is named with its reason', async () => {
    const { record } = await givenLine((event) => ({ ...event, kind: 'gap', reason: 'offline' }));
    await expect(record()).rejects.toMatchObject({
      code: 'COUNTS_MISSING',
      message: expect.stringMatching(/not measured \(offline\)/),
    });
  });

  test.each([
    ['a zone that is no line', { zoneId: 'view' }, 'zoneId'],
    ['an unknown zone', { zoneId: 'nowhere' }, 'zoneId'],
    ['a start within a slot', { startAt: '2026-01-01T00:00:30Z' }, 'startAt'],
    ['an end within a slot', { endAt: '2027-01-01T00:00:30Z' }, 'endAt'],
    ['a period of more than 15 minutes', { startAt: '2026-01-01T00:00:00Z' }, 'endAt'],
    ['a period without time', { endAt: '2020-01-01T00:00:00Z' }, 'endAt'],
  ])('a hand count of %s is rejected with the field', async (_what, changes, path) => {
    const { record } = await givenLine();
    await expect(record(changes)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: [expect.objectContaining({ path })],
    });
  });

  test('a period that is not over is rejected', async () => {
    const { record, from } = await givenLine();
    const late = { startAt: isoOf(from + 10 * minute), endAt: isoOf(from + 12 * minute) };
    await expect(record(late)).rejects.toMatchObject({
      message: 'endAt: expected a time in the past',
      details: [{ path: 'endAt', message: 'expected a time in the past' }],
    });
  });
});
