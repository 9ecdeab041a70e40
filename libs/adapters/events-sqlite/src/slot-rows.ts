import { eventIdOf, isoOf, type ClassCounts, type CountEvent } from '@vialog/contracts';
import { localOf } from './place-facts.ts';
import type { Place, Row } from './read-file.ts';
import type { RowMore } from './row-batch.ts';
import { storedClasses, storedReasons } from './row-columns.ts';

/** The record of a row of `slot`, as it was appended. */
export function recordOf(row: Row, { facts }: Place): CountEvent {
  const slotStart = Number(row['slot']);
  const measured = row['kind'] === 1;
  const more = typeof row['more'] === 'string' ? (JSON.parse(row['more']) as RowMore) : {};
  const key = { slotStart, cameraId: facts.camera, zoneId: facts.zone };
  return {
    v: facts.v,
    eventId: eventIdOf(key),
    slotStartAt: isoOf(slotStart),
    slotMs: facts.slotMs,
    cameraId: facts.camera,
    cameraVersion: facts.version,
    ...given('siteId', facts.site),
    zoneId: facts.zone,
    zoneKind: facts.kind,
    zoneRole: facts.role,
    kind: measured ? 'measured' : 'gap',
    origin: facts.origin,
    ...(measured && facts.kind !== 'line' ? { counts: classesOf(row, '') ?? {} } : {}),
    ...given('peak', classesOf(row, 'peak_') ?? more.peak),
    ...given('inbound', more.inbound),
    ...given('outbound', more.outbound),
    ...given('stopped', more.stopped),
    ...given('stoppedPeak', more.stoppedPeak),
    ...given('trackingRestarts', more.trackingRestarts),
    ...numbersOf(row),
    ...given('capacity', facts.capacity),
    ...given('bays', row['bays'] as string | null),
    ...given('turnover', more.turnover),
    framesUsed: Number(row['frames_used']),
    framesReused: Number(row['frames_reused']),
    framesExpected: Number(row['frames_expected']),
    ...given('reason', storedReasons[Number(row['reason'] ?? NaN)]),
    slots: Number(row['slots']),
    ...given('model', facts.model),
    ...given('modelDigest', facts.modelDigest),
    position: [facts.lon, facts.lat],
    cells: [...facts.cells],
    ...localOf(slotStart, facts.shift),
    ...given('capturedAt', momentOf(slotStart, row['captured'])),
    ...given('indexedAt', momentOf(slotStart, row['indexed'])),
  };
}

function given<K extends string, T>(key: K, value: T | null | undefined): { [P in K]?: T } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]: T });
}

const momentOf = (slotStart: number, since: unknown): string | undefined =>
  typeof since === 'number' ? isoOf(slotStart + since) : undefined;

function numbersOf(row: Row) {
  return {
    ...given('total', row['total'] as number | null),
    ...given('vehicle', row['vehicle'] as number | null),
    ...given('twoWheeler', row['two_wheeler'] as number | null),
    ...given('occupied', row['occupied'] as number | null),
    ...given('unknown', row['unknown'] as number | null),
    ...given('occupancy', row['occupancy'] as number | null),
  };
}

/** Undefined when no class has a number. */
function classesOf(row: Row, prefix: '' | 'peak_'): ClassCounts | undefined {
  const counts: ClassCounts = {};
  let any = false;
  for (const name of storedClasses) {
    const count = row[prefix + name];
    if (typeof count !== 'number') continue;
    counts[name] = count;
    any = true;
  }
  return any ? counts : undefined;
}
