import {
  epochOf,
  eventIdOf,
  isoOf,
  maxHandCountMs,
  VialogError,
  type ClassCounts,
  type CountEvent,
  type CrossingsByClass,
  type HandCount,
  type HandCountInput,
  type Zone,
} from '@vialog/contracts';
import { countAccuracyOf } from '@vialog/measuring';
import type { HandCountStore } from './accuracy-check-store.port.ts';
import { newId } from './new-id.ts';
import { readCamera } from './read-camera.ts';
import type { Registry } from './registry.ts';

export interface HandCountPorts extends Pick<Registry, 'directory' | 'clock' | 'random'> {
  readonly handCounts: HandCountStore;
  /** The stored records of slots. */
  readonly events: { byId(eventId: string): Promise<CountEvent | undefined> };
}

export interface HandCountSheet {
  readonly cameraId: string;
  readonly input: HandCountInput;
  /** Name of the account. */
  readonly countedBy: string;
}

/**
 * Compares a hand count with the counts of the camera in exactly the same slots and keeps both.
 * @throws {VialogError} CAMERA_NOT_FOUND; VALIDATION_FAILED when the zone is not a line or the period is not whole slots of
 *   the past; COUNTS_MISSING when a slot of the period is not measured or not stored yet
 */
export async function recordHandCount(
  ports: HandCountPorts,
  { cameraId, input, countedBy }: HandCountSheet,
): Promise<HandCount> {
  const camera = await readCamera(ports, cameraId);
  const zone = lineOf(camera.zones, input.zoneId);
  const [from, to] = periodOf(input, zone, ports.clock.now());
  const slots = await slotsOf(ports, { cameraId, zone, from, to });
  const byCamera: CrossingsByClass = {
    inbound: sumByClass(slots.map((slot) => slot.inbound)),
    outbound: sumByClass(slots.map((slot) => slot.outbound)),
  };
  const newest = slots.at(-1);
  const count: HandCount = {
    handCountId: newId(ports.random),
    cameraId,
    cameraVersion: newest?.cameraVersion ?? camera.version,
    zoneId: zone.zoneId,
    modelId: newest?.model ?? camera.model.modelId,
    startAt: isoOf(from),
    endAt: isoOf(to),
    byHand: input.byHand,
    byCamera,
    accuracy: countAccuracyOf(vehiclesOf(byCamera), vehiclesOf(input.byHand), to - from),
    countedBy,
    createdAt: isoOf(ports.clock.now()),
  };
  await ports.handCounts.add(count);
  return count;
}

function lineOf(zones: readonly Zone[], zoneId: string): Zone {
  const zone = zones.find((each) => each.zoneId === zoneId);
  if (zone?.kind === 'line') return zone;
  throw invalid(
    'zoneId',
    `expected a line of the camera, found ${zone ? `a zone of kind ${zone.kind}` : 'no such zone'}`,
  );
}

function periodOf(
  { startAt, endAt }: HandCountInput,
  { slotMs }: Zone,
  now: number,
): [from: number, to: number] {
  const [from, to] = [epochOf(startAt), epochOf(endAt)];
  if (from % slotMs !== 0) throw invalid('startAt', `expected the start of a slot of ${slotMs} ms`);
  if (to % slotMs !== 0) throw invalid('endAt', `expected the end of a slot of ${slotMs} ms`);
  if (to <= from || to - from > Math.max(maxHandCountMs, slotMs))
    throw invalid('endAt', 'expected at most 15 minutes, or one slot, after startAt');
  if (to > now) throw invalid('endAt', 'expected a time in the past');
  return [from, to];
}

const invalid = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', `${path}: ${message}`, { details: [{ path, message }] });

interface Period {
  readonly cameraId: string;
  readonly zone: Zone;
  readonly from: number;
  readonly to: number;
}

async function slotsOf(
  { events }: Pick<HandCountPorts, 'events'>,
  { cameraId, zone, from, to }: Period,
): Promise<CountEvent[]> {
  const slots: CountEvent[] = [];
  for (let slotStart = from; slotStart < to; slotStart += zone.slotMs) {
    const slot = await events.byId(eventIdOf({ slotStart, cameraId, zoneId: zone.zoneId }));
    if (slot?.kind !== 'measured' || slot.slotMs !== zone.slotMs)
      throw new VialogError(
        'COUNTS_MISSING',
        `The slot that starts at ${isoOf(slotStart)} is ${slot ? `not measured (${slot.reason ?? 'other slot length'})` : 'not stored yet'}.`,
      );
    slots.push(slot);
  }
  return slots;
}

function sumByClass(counts: readonly (ClassCounts | undefined)[]): ClassCounts {
  const sums: ClassCounts = {};
  for (const [name, count = 0] of counts.flatMap((each) => Object.entries(each ?? {}))) {
    const key = name as keyof ClassCounts;
    sums[key] = (sums[key] ?? 0) + count;
  }
  return sums;
}

const vehiclesOf = ({ inbound, outbound }: CrossingsByClass): number =>
  [...Object.values(inbound), ...Object.values(outbound)].reduce<number>((sum, count = 0) => sum + count, 0);
