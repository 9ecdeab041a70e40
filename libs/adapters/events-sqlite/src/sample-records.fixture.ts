import { eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';

/**
 * One record for each zone, for processes that cannot use the conformance builders: measurements, single gaps, gap spans,
 * and sometimes a late measurement inside a span of five rounds before. Deterministic.
 */
export function sampleRound(start: number, round: number, zones: number): CountEvent[] {
  return Array.from({ length: zones }, (_, zone) => {
    const at = start + round * 10_000;
    // Gap spans in some rounds, measurements inside and over them in others.
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
