import { parseTrafficUrl, trafficCrossings, trafficLine, type TrueCrossing } from '@vialog/capture-synthetic';
import type { Camera, ClassCounts, CountEvent } from '@vialog/contracts';
import { allEvents, until, type VialogClient } from './queries.ts';
import { slotMs } from './slots.ts';

/** A camera of a rendered road or gate with its counting line, in slots of 10 s. */
export function trafficCamera(name: string, url: string, more: object = {}) {
  const line = trafficLine(parseTrafficUrl(url));
  return {
    name,
    position: [112.2, 31.03],
    stream: { url },
    plan: { mode: 'fps', fps: 5 },
    zones: [{ zoneId: 'line', name: 'Line', kind: 'line', slotMs, line }],
    ...more,
  };
}

/** Frames of a slot that a line needs: 3 per second. */
const neededFrames = (3 * slotMs) / 1000;
/** Fewest frames of a slot in which nearly every vehicle is counted: with fewer, one can cross the line in a pause. */
const enoughFrames = (4 * slotMs) / 1000;

const crossingDirections = ['inbound', 'outbound'] as const;

/** Time by which a crossing can be counted later than it happened, because the vehicle must be clear of the line, ms. */
const lateMs = 2_500;

/** Measured slots in a row, in the order of time. */
export type SlotRun = readonly CountEvent[];

/** All measured slots of a line in the order of time, and the moment from which misses are judged. */
export interface CountedSlots {
  readonly slots: readonly CountEvent[];
  /** Epoch ms. */
  readonly from: number;
}

/** A slot in which tracking began again after a moment, epoch ms. */
export const restartAfter = (events: readonly CountEvent[], at: number): CountEvent | undefined =>
  events.find((event) => (event.trackingRestarts ?? 0) > 0 && startOf(event) + slotMs > at);

export const startOf = (event: CountEvent): number => Date.parse(event.slotStartAt);

export const lineSlots = async (server: VialogClient, camera: Camera): Promise<CountEvent[]> => {
  const events = await allEvents(server, `camera:${camera.cameraId} zone:line kind:measured last:1h`);
  return events.toSorted((a, b) => startOf(a) - startOf(b));
};

/** Waits until a line has counted this many vehicles since a moment. */
export async function countedSlots(
  server: VialogClient,
  camera: Camera,
  { vehicles, from = 0 }: { vehicles: number; from?: number },
): Promise<CountedSlots> {
  const slots = await until(
    `${vehicles} vehicles that ${camera.name} counts`,
    () => lineSlots(server, camera),
    (all) => vehiclesIn(all.filter((event) => startOf(event) >= from)) >= vehicles,
  );
  return { slots, from };
}

/** Slots that satisfy a condition, divided where slots are missing. */
export function runsOf(
  events: readonly CountEvent[],
  isGood: (event: CountEvent) => boolean,
  lengthMs = slotMs,
): SlotRun[] {
  const runs: CountEvent[][] = [];
  for (const event of events.filter(isGood)) {
    const last = runs.at(-1)?.at(-1);
    if (last && startOf(event) === startOf(last) + lengthMs) runs.at(-1)?.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** True crossings that can be counted between two moments, epoch ms. */
export const trueCrossings = ({ stream }: Camera, from: number, to = Date.now()): TrueCrossing[] =>
  trafficCrossings(parseTrafficUrl(stream.url), { from: from - lateMs, to });

const sum = (counts: ClassCounts = {}): number =>
  Object.values(counts).reduce((all: number, number = 0) => all + number, 0);

type Crossed = Pick<CountEvent, 'inbound' | 'outbound'>;

/** Counted crossings of slots in one direction, of all classes. */
export const crossingsIn = (events: readonly Crossed[], direction: 'inbound' | 'outbound'): number =>
  events.reduce((total, event) => total + sum(event[direction]), 0);

const vehiclesIn = (events: readonly Crossed[]): number =>
  crossingsIn(events, 'inbound') + crossingsIn(events, 'outbound');

/** A sum of slots in which a direction has too few or too many vehicles. */
export interface WrongCount {
  readonly direction: 'inbound' | 'outbound';
  /** Start of the first and of the last slot. */
  readonly slots: readonly [first: string, last: string];
  readonly counted: number;
  /** Bounds of what is possible. */
  readonly min?: number;
  readonly max?: number;
}

/** The sums that are wrong. On a loaded machine slots have few frames: then only doubles are judged. */
export const wrongIn = (camera: Camera, { slots, from }: CountedSlots): WrongCount[] => [
  ...doubledIn(camera, slots),
  ...runsOf(
    slots.filter((event) => startOf(event) >= from),
    ({ framesUsed, trackingRestarts }) => framesUsed >= enoughFrames && !trackingRestarts,
  ).flatMap((run) => missedIn(camera, run)),
];

/**
 * Directions in which more than one vehicle is missing, which the detector may miss. The first slot of the run is left out: its
 * tracks can be unknown when it begins. A crossing counts in the slot of the frame that shows it.
 */
function missedIn(camera: Camera, [before, ...run]: SlotRun): WrongCount[] {
  const last = run.at(-1);
  if (!before || !last) return [];
  const [from, to] = [lastFrameOf(before), lastFrameOf(last) - lateMs];
  const crossings = trueCrossings(camera, from, to).filter(({ at }) => at >= from);
  return crossingDirections.flatMap((direction) => {
    const counted = crossingsIn(run, direction);
    const min = crossings.filter((each) => each.direction === direction).length - 1;
    return counted < min ? [{ direction, slots: [startIn(run[0]), startIn(last)], counted, min }] : [];
  });
}

const startIn = (event: CountEvent | undefined): string => event?.slotStartAt ?? '';

const lastFrameOf = (event: CountEvent): number => Date.parse(event.capturedAt ?? '');

/**
 * Sums in which a vehicle counted twice: of all slots from the beginning to any slot, and of any slots in a row that have the
 * frames that a line needs or in which tracking restarted. The crossings of a gap and of lost replies are counted in the next slot:
 * so the true ones are those since the last frame of the slot before.
 */
export function doubledIn(camera: Camera, events: readonly CountEvent[]): WrongCount[] {
  const first = events[0];
  if (!first) return [];
  const crossings = trueCrossings(camera, startOf(first));
  const fromBeginning = doubledFrom(crossings, events, startOf(first) - lateMs);
  const inside = events.slice(1).flatMap((_event, index) => {
    const before = events[index] as CountEvent;
    const rest = events.slice(index + 1);
    const end = rest.findIndex((event) => !isJudged(event));
    return doubledFrom(crossings, end < 0 ? rest : rest.slice(0, end), lastFrameOf(before) - lateMs);
  });
  return [...fromBeginning, ...inside];
}

/** With fewer frames, the tracks of two vehicles can be exchanged (docs/measuring.md). */
const isJudged = ({ framesUsed, trackingRestarts }: CountEvent): boolean =>
  framesUsed >= neededFrames || trackingRestarts !== undefined;

/** Doubled sums that begin with the first of these slots. */
function doubledFrom(
  crossings: readonly TrueCrossing[],
  events: readonly CountEvent[],
  since: number,
): WrongCount[] {
  return crossingDirections.flatMap((direction) => {
    let counted = 0;
    return events.flatMap((event) => {
      counted += crossingsIn([event], direction);
      const until = startOf(event) + slotMs;
      const own = crossings.filter((each) => each.direction === direction && each.at >= since);
      const max = own.filter(({ at }) => at < until).length;
      const slots = [startIn(events[0]), startIn(event)] as const;
      return counted > max ? [{ direction, slots, counted, max }] : [];
    });
  });
}
