import { countEvent, isoOf, zoneKey, type CountEvent } from '@vialog/contracts';
import { endOf, trackedNumber } from '@vialog/events';
import type { Derived } from './event-mapping.ts';

export const microDegrees = (degrees: number): number => Math.round(degrees * 1e6);

/** The document of a record, as JSON. `now`: time of storing, epoch ms. */
export function documentOf(event: CountEvent, now: number): string {
  return JSON.stringify({ ...event, indexedAt: isoOf(now), derived: derivedOf(event) });
}

export function derivedOf(event: CountEvent): Derived {
  const lonE6 = microDegrees(event.position[0]);
  const latE6 = microDegrees(event.position[1]);
  const free = freeOf(event);
  return {
    zone: zoneKey(event),
    endAt: endOf(event),
    lonE6,
    latE6,
    spot: `${lonE6},${latE6}`,
    ...(free === undefined ? {} : { free }),
    ...(event.stoppedPeak === undefined ? {} : { stoppedPeak: event.stoppedPeak }),
    ...(event.zoneKind === 'line' && event.kind === 'measured' && crossingFieldsOf(event)),
  };
}

function crossingFieldsOf(event: CountEvent): Partial<Derived> {
  const { inbound = {}, outbound = {} } = event;
  return {
    inbound,
    outbound,
    in: trackedNumber(event, 'in') ?? 0,
    out: trackedNumber(event, 'out') ?? 0,
    flow: trackedNumber(event, 'flow') ?? 0,
  };
}

/** Spaces of unknown state do not count as free. */
function freeOf(event: CountEvent): number | undefined {
  if (event.kind !== 'measured' || event.capacity === undefined || event.occupied === undefined)
    return undefined;
  return event.capacity - event.occupied - (event.unknown ?? 0);
}

/**
 * Reads the record of a document, of this version or an older one, without unknown fields.
 * @throws {Error} naming the document when it is not a count event of a supported version
 */
export function recordOf(source: unknown): CountEvent {
  const record = { ...(source as CountEvent & { derived?: Derived }) };
  delete record.derived;
  if (record.v === 1) return record;
  const parsed = countEvent.safeParse(record);
  if (parsed.success) return parsed.data;
  throw new Error(
    `expected a count event of version 1, found ${String(record.eventId)} of version ${String(record.v)}; ` +
      'a newer Vialog wrote it; use that version',
  );
}
