import { dayMs } from '@vialog/contracts';
import type { CountEvent } from '@vialog/contracts';
import { sampleRound } from './sample-records.fixture.ts';

/** Start of three days: one whose slots are dropped, a closed one, and an open one. Epoch ms. */
export const layoutStart = Date.UTC(2026, 2, 29);

/** Records of every kind, with every field. */
export function layoutRecords(): CountEvent[] {
  const rounds = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const plain = [0, 1, 2].flatMap((day) =>
    rounds.flatMap((round) => sampleRound(layoutStart + day * dayMs + 82_800_000, round, 5)),
  );
  return [
    ...plain,
    ...plain
      .filter(({ kind }) => kind === 'measured')
      .slice(-5)
      .map(withAllFields),
  ];
}

function withAllFields(event: CountEvent): CountEvent {
  return {
    ...event,
    cameraId: 'full00000000',
    eventId: event.eventId.replace(event.cameraId, 'full00000000'),
    cameraVersion: 3,
    siteId: 'site00000001',
    zoneKind: 'bays',
    zoneRole: 'detail',
    counts: { person: 0, bicycle: 1, car: 2, motorcycle: 3, bus: 4, truck: 5 },
    peak: { person: 1, bicycle: 2, car: 3, motorcycle: 4, bus: 5, truck: 6 },
    inbound: { car: 1 },
    outbound: { truck: 2 },
    vehicle: 11,
    twoWheeler: 4,
    occupied: 2,
    unknown: 1,
    capacity: 4,
    occupancy: 0.6667,
    bays: '01-1',
    model: 'nanodet-g-416',
    capturedAt: event.slotStartAt,
  };
}

/** Hours over all three days. Epoch ms. */
export const layoutEdges = Array.from({ length: 73 }, (_, i) => layoutStart + i * 3_600_000);
