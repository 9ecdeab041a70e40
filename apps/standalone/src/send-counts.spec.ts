import { expect, test } from '@jest/globals';
import { MemoryBus, MemoryOutbox } from '@vialog/bus-memory';
import { countEvent, eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';
import { sendCounts } from './send-counts.ts';

const clock = { now: () => 0, monotonic: () => 0 };
const slot = (number: number): CountEvent => {
  const slotStart = Date.UTC(2026, 0, 1) + number * 10_000;
  return countEvent.parse({
    ...{
      v: 1,
      eventId: eventIdOf({ slotStart, cameraId: 'abcdefghijkl', zoneId: 'view' }),
      slotStartAt: isoOf(slotStart),
    },
    ...{
      slotMs: 10_000,
      cameraId: 'abcdefghijkl',
      cameraVersion: 1,
      zoneId: 'view',
      zoneKind: 'area',
      zoneRole: 'main',
    },
    ...{ kind: 'measured', origin: 'camera', counts: { car: 1 }, total: 1, framesUsed: 1, framesReused: 0 },
    ...{ framesExpected: 2, slots: 1, position: [0, 0], localMinute: 0, localWeekday: 4 },
    cells: ['85754e67fffffff', '87754e64dffffff', '89754e64993ffff'],
  });
};

test('one slot that does not fit is told and left out, and the others go', async () => {
  const outbox = new MemoryOutbox();
  const told: unknown[] = [];
  const bad = { ...slot(1), boxes: [1, 2, 3, 4] } as CountEvent;
  const answer = await sendCounts(new MemoryBus({ outbox, clock }), [slot(0), bad, slot(2)], {
    error: (line: unknown) => told.push(line),
  });
  expect(answer).toBe('taken');
  expect(outbox.size).toBe(2);
  expect(told).toEqual([expect.objectContaining({ eventId: bad.eventId })]);
});
