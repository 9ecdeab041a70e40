import { eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';
import { openSqliteEventStore } from './sqlite-event-store.ts';

/**
 * Writes until it is killed; for the test that kills it. Arguments: folder, first round, records start, epoch ms.
 * Tells its parent the ids of every batch whose records are all stored or known, and nothing before.
 */
const [, , folder = '', firstRound = '0', start = '0'] = process.argv;
const zones = 20;
const now = Number(start) + 86_400_000;

function roundOf(round: number): CountEvent[] {
  return Array.from({ length: zones }, (_, zone) => {
    const at = Number(start) + round * 10_000;
    // Spans in some rounds, measurements into and over them in others.
    const slots = Math.min(1 + ((round * 7 + zone) % 12), (3_600_000 - (at % 3_600_000)) / 10_000);
    if ((round + zone) % 5 === 0) return { ...common(at, zone), kind: 'gap', reason: 'offline', slots };
    const total = round % 30;
    const counted = common((round + zone) % 7 === 0 && round > 5 ? at - 50_000 : at, zone);
    return { ...counted, kind: 'measured', counts: { car: total }, total, framesUsed: 1, slots: 1 };
  });
}

function common(slotStart: number, zone: number): Omit<CountEvent, 'kind' | 'slots'> {
  const key = { slotStart, cameraId: `cam${String(zone).padStart(9, '0')}`, zoneId: 'road' };
  return {
    v: 1,
    eventId: eventIdOf(key),
    slotStartAt: isoOf(slotStart),
    slotMs: 10_000,
    cameraId: key.cameraId,
    cameraVersion: 1,
    zoneId: key.zoneId,
    zoneKind: 'area',
    zoneRole: 'main',
    origin: 'camera',
    framesUsed: 0,
    framesReused: 0,
    framesExpected: 2,
    position: [112.2, 31.03],
    cells: ['85411c97fffffff', '87411c96effffff', '89411c96ea7ffff'],
    localMinute: Math.floor(slotStart / 60_000) % 1440,
    localWeekday: 2,
  };
}

const store = await openSqliteEventStore({ folder, clock: { now: () => now, monotonic: () => 0 } });
for (let round = Number(firstRound); ; round += 4) {
  const batches = [round, round + 1, round + 2, round + 3].map(roundOf);
  await Promise.all(
    batches.map(async (batch) => {
      const verdicts = await store.append(batch);
      const sure = batch.filter((_, i) => ['stored', 'known'].includes(verdicts[i]?.kind ?? ''));
      process.send?.({ round, ids: sure.map((event) => event.eventId) });
    }),
  );
}
