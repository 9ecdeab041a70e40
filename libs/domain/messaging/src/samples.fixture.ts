import { eventIdOf, isoOf, type CameraHealth, type CountBatch, type CountEvent } from '@vialog/contracts';

export const start = Date.UTC(2026, 2, 2, 8);

/** A measured slot. `number`: its position in time. */
export function slot(number: number): CountEvent {
  const slotStart = start + number * 10_000;
  const key = { cameraId: 'cam000000001', zoneId: 'view' };
  return {
    v: 1,
    eventId: eventIdOf({ ...key, slotStart }),
    slotStartAt: isoOf(slotStart),
    slotMs: 10_000,
    ...key,
    cameraVersion: 1,
    zoneKind: 'area',
    zoneRole: 'main',
    kind: 'measured',
    origin: 'camera',
    counts: { car: number % 7 },
    total: number % 7,
    framesUsed: 2,
    framesReused: 0,
    framesExpected: 2,
    slots: 1,
    model: 'nanodet-g-416',
    position: [112.2, 31.03],
    cells: ['85411b47fffffff', '87411b473ffffff', '8941aa5b2afffff'],
    localMinute: 480,
    localWeekday: 1,
  };
}

export function batchOf(from: number, count = 1): CountBatch {
  return { v: 1, events: Array.from({ length: count }, (_, i) => slot(from + i)) };
}

/** Position in time of the first slot of a batch. */
export function numberOf(batch: CountBatch): number {
  return (Date.parse(batch.events[0]!.slotStartAt) - start) / 10_000;
}

export function healthOf(camera: string, state: CameraHealth['state']): CameraHealth {
  return { v: 1, cameraId: `cam${camera.padStart(9, '0')}`, state, changedAt: isoOf(start) };
}
