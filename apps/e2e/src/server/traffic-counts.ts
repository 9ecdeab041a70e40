import { parseTrafficUrl, trafficCrossings, trafficLine } from '@vialog/capture-synthetic';
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

/** Fewest frames of a slot in which every vehicle is seen on both sides of the line: 3 per second. */
const enoughFrames = (3 * slotMs) / 1000;

/** Time by which a crossing can be counted later than it happened, because the vehicle must be clear of the line, ms. */
const lateMs = 2_500;

/** Measured slots in a row, in the order of time. */
export type SlotRun = readonly CountEvent[];

/** A slot in which tracking began again after a moment, epoch ms. */
export const restartAfter = (events: readonly CountEvent[], at: number): CountEvent | undefined =>
  events.find((event) => (event.trackingRestarts ?? 0) > 0 && startOf(event) + slotMs > at);

export const startOf = (event: CountEvent): number => Date.parse(event.slotStartAt);

export const lineSlots = async (server: VialogClient, camera: Camera, from = 0): Promise<CountEvent[]> => {
  const events = await allEvents(server, `camera:${camera.cameraId} zone:line kind:measured last:1h`);
  return events.filter((event) => startOf(event) >= from).toSorted((a, b) => startOf(a) - startOf(b));
};

/**
 * Waits for measured slots in a row that have enough frames to count every vehicle and in which at least `vehicles` crossed.
 * On a loaded machine slots have fewer frames: they are no part of a run.
 */
export function countedRun(
  server: VialogClient,
  camera: Camera,
  { vehicles, from }: { vehicles: number; from?: number },
): Promise<SlotRun> {
  return until(
    `slots of ${camera.name} with ${vehicles} vehicles`,
    async () => longestRun(await lineSlots(server, camera, from)),
    (run) => run.length > 0 && truthOf(camera, run).length >= vehicles,
  );
}

/** The first slot of a run follows one with enough frames as well, so that its tracks are known when it begins. */
function longestRun(events: readonly CountEvent[]): SlotRun {
  const runs = runsOf(
    events,
    ({ framesUsed, trackingRestarts }) => framesUsed >= enoughFrames && !trackingRestarts,
  );
  return runs.map((run) => run.slice(1)).reduce((best, run) => (run.length > best.length ? run : best), []);
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

const periodOf = (run: SlotRun) => ({
  from: startOf(run[0] as CountEvent),
  to: startOf(run.at(-1) as CountEvent) + slotMs,
});

/** The true crossings of a run. */
const truthOf = ({ stream }: Camera, run: SlotRun) =>
  trafficCrossings(parseTrafficUrl(stream.url), periodOf(run));

const sum = (counts: ClassCounts = {}): number =>
  Object.values(counts).reduce((all: number, number = 0) => all + number, 0);

/** Counted crossings of slots in one direction, of all classes. */
export const crossingsIn = (events: readonly CountEvent[], direction: 'inbound' | 'outbound'): number =>
  events.reduce((total, event) => total + sum(event[direction]), 0);

export interface DirectionCount {
  readonly counted: number;
  /** Crossings of the run, without those near its beginning and its end, which can belong to the neighbouring slot. */
  readonly least: number;
  readonly most: number;
}

/** Counted and true crossings of a run in both directions. */
export function directionCounts(
  camera: Camera,
  run: SlotRun,
): Record<'inbound' | 'outbound', DirectionCount> {
  const { from, to } = periodOf(run);
  const scene = parseTrafficUrl(camera.stream.url);
  const all = trafficCrossings(scene, { from: from - lateMs, to });
  const of = (direction: 'inbound' | 'outbound'): DirectionCount => {
    const own = all.filter((crossing) => crossing.direction === direction);
    return {
      counted: crossingsIn(run, direction),
      least: own.filter(({ at }) => at >= from && at < to - lateMs).length,
      most: own.length,
    };
  };
  return { inbound: of('inbound'), outbound: of('outbound') };
}

/**
 * Sums in which a vehicle counted twice: of slots with enough frames, and of those in which tracking restarted. A line needs
 * 3 frames per second, which a loaded machine does not always reach.
 */
export const doubledIn = (camera: Camera, events: readonly CountEvent[]): DirectionCount[] =>
  runsOf(events, (event) => event.framesUsed >= enoughFrames || event.trackingRestarts !== undefined)
    .flatMap((run) => Object.values(directionCounts(camera, run)))
    .filter(({ counted, most }) => counted > most);

/** Whether every vehicle was counted and none twice. The detector may miss one vehicle. */
export const isRight = ({ counted, least, most }: DirectionCount): boolean =>
  counted >= least - 1 && counted <= most;

/** The sums of a run that are wrong. */
export const wrongIn = (camera: Camera, run: SlotRun): DirectionCount[] =>
  Object.values(directionCounts(camera, run)).filter((count) => !isRight(count));
