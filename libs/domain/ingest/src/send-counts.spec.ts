import { expect, test } from '@jest/globals';
import type { CountEvent } from '@vialog/contracts';
import { MessageTooLargeError } from '@vialog/messaging';
import { FakeBus, slot } from '@vialog/messaging/conformance';
import { sendCounts } from './send-counts.ts';

const silent = { error: () => undefined };

test('logs and omits an invalid slot and sends the others', async () => {
  const bus = new FakeBus();
  const told: unknown[] = [];
  const bad = { ...slot(1), boxes: [1, 2, 3, 4] } as CountEvent;
  const reply = await sendCounts(bus, [slot(0), bad, slot(2)], { error: (line) => told.push(line) });
  expect(reply).toBe('accepted');
  expect(bus.published('vialog.v1.counts').flatMap(({ events }) => events)).toEqual([slot(0), slot(2)]);
  expect(told).toEqual([expect.objectContaining({ eventId: bad.eventId })]);
});

test('sends several slots in one message and returns full when the bus is full', async () => {
  const bus = new FakeBus();
  expect(await sendCounts(bus, [slot(0), slot(1)], silent)).toBe('accepted');
  expect(bus.published('vialog.v1.counts')).toHaveLength(1);
  bus.full = true;
  expect(await sendCounts(bus, [slot(2)], silent)).toBe('full');
});

test('sends slots singly that are too large together, and omits one that is too large alone', async () => {
  const sent: CountEvent[] = [];
  const bus: Parameters<typeof sendCounts>[0] = {
    publish: (subject, message) => {
      const { events } = message as { readonly events: CountEvent[] };
      if (events.length > 1 || events[0]?.eventId === slot(1).eventId) {
        return Promise.reject(new MessageTooLargeError(subject, 2_000_000));
      }
      sent.push(...events);
      return Promise.resolve({ kind: 'accepted' });
    },
  };
  const told: unknown[] = [];
  const logger = { error: (line: unknown) => told.push(line) };
  expect(await sendCounts(bus, [slot(0), slot(1), slot(2)], logger)).toBe('accepted');
  expect(sent).toEqual([slot(0), slot(2)]);
  expect(told).toEqual([expect.objectContaining({ eventId: slot(1).eventId })]);
});
