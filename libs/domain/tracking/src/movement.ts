import type { ClassCounts, CountClass, Crossings } from '@vialog/contracts';
import { containsPoint, type Point } from '@vialog/geometry';
import { classOfTrack } from './class-of-track.ts';
import { overlapOfSmaller, type Detection } from './detection.ts';
import {
  crossingDirections,
  endPassage,
  followPassage,
  startPassage,
  type CrossingDirection,
  type LinePassage,
} from './line-crossings.ts';
import { anchorOf, boxOf, restMsOf, type PixelPoint, type Track } from './track.ts';
import { emptyTracker, isConfirmed, trackFrame, type TrackerPlan, type TrackerState } from './tracker.ts';

/** A line whose crossings are counted. */
export interface CountingLine {
  readonly zoneId: string;
  /** Its points in order, px of the picture. */
  readonly line: readonly PixelPoint[];
  readonly classes: readonly CountClass[];
}

/** An area in which stopped vehicles are counted. */
export interface StoppedArea {
  readonly zoneId: string;
  /** Corners, px of the picture. */
  readonly polygon: readonly Point[];
  /** Polygons in which vehicles are parked and never count as stopped. */
  readonly except: readonly (readonly Point[])[];
  readonly classes: readonly CountClass[];
  /** Time without movement from which a vehicle is stopped, ms. */
  readonly afterMs: number;
}

/** What is counted in the frames of one camera. It must not change while a state is used. */
export interface MovementPlan extends TrackerPlan {
  readonly lines: readonly CountingLine[];
  readonly areas: readonly StoppedArea[];
  /** Class of moving objects of no count class; undefined to leave them out. */
  readonly standIn: CountClass | undefined;
}

/** Crossings of a line since the state was empty. */
export type LineCounts = Readonly<Record<CrossingDirection, Crossings>>;

interface LineState {
  readonly counts: LineCounts;
  readonly passages: ReadonlyMap<number, LinePassage>;
  readonly recent: readonly Crossing[];
}

interface Crossing {
  readonly direction: CrossingDirection;
  readonly trackId: number;
  readonly at: number;
}

/** Everything that is remembered of one camera. */
export interface MovementState {
  readonly tracker: TrackerState;
  readonly lines: Readonly<Record<string, LineState>>;
}

export const emptyMovement: MovementState = { tracker: emptyTracker, lines: {} };

/** Time in which two tracks on one object cross a line, ms. */
const sameCrossingMs = 2_000;
/** Two tracks that share this part of the smaller box are one object when they cross a line. */
const sameObjectShare = 0.7;
/** A stopped vehicle that is hidden for a moment is still stopped, ms. */
const hiddenMs = 5_000;

/**
 * Adds the detections of a frame: follows the objects, and counts crossings of lines.
 *
 * @param at time of the frame, ms
 */
export function followMovement(
  state: MovementState,
  detections: readonly Detection[],
  at: number,
  plan: MovementPlan,
): MovementState {
  const tracker = trackFrame(state.tracker, detections, at, plan);
  if (tracker === state.tracker) return state;
  const step = { before: state.tracker, tracker, at, plan };
  const lines = plan.lines.map(
    (line) => [line.zoneId, followLine(state.lines[line.zoneId] ?? emptyLine(), line, step)] as const,
  );
  return { tracker, lines: Object.fromEntries(lines) };
}

/** Crossings of a line since the state was empty, by direction and class. */
export function lineCounts(state: MovementState, { zoneId, classes }: CountingLine): LineCounts {
  const counts = state.lines[zoneId]?.counts;
  const withZeros = (direction: CrossingDirection): Crossings =>
    Object.fromEntries(classes.map((name) => [name, counts?.[direction][name] ?? 0]));
  return { inbound: withZeros('inbound'), outbound: withZeros('outbound') };
}

/** Vehicles that are stopped in an area now, number by class. */
export function stoppedCounts(state: MovementState, area: StoppedArea, plan: MovementPlan): ClassCounts {
  const counts: ClassCounts = Object.fromEntries(area.classes.map((name) => [name, 0]));
  const { tracks, at = 0 } = state.tracker;
  for (const track of tracks) {
    const isStopped = restMsOf(track, at) >= area.afterMs && at - track.seenAt <= hiddenMs;
    if (!isStopped || !isConfirmed(track, plan.tracker)) continue;
    const { x, y } = anchorOf(track);
    const name = classOfTrack(track, area.classes, plan.standIn);
    const point: Point = [x, Math.min(y, plan.picture.height - 0.001)];
    const isInside =
      containsPoint(area.polygon, point) && !area.except.some((parked) => containsPoint(parked, point));
    if (name !== undefined && isInside) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

interface Step {
  readonly before: TrackerState;
  readonly tracker: TrackerState;
  readonly at: number;
  readonly plan: MovementPlan;
}

const emptyLine = (): LineState => ({
  counts: { inbound: {}, outbound: {} },
  passages: new Map(),
  recent: [],
});

function followLine(state: LineState, line: CountingLine, step: Step): LineState {
  const followed = step.tracker.tracks.map((track) => followTrack(state, track, { line, step }));
  const crossings = [...followed.flatMap(({ crossing }) => crossing ?? []), ...endedCrossings(state, step)];
  const passages = new Map(followed.map(({ trackId, passage }) => [trackId, passage] as const));
  return { passages, ...countCrossings(state, { line, crossings, step }) };
}

interface FollowedTrack {
  readonly trackId: number;
  readonly passage: LinePassage;
  readonly crossing?: Crossing;
}

function followTrack(
  state: LineState,
  track: Track,
  { line, step }: { readonly line: CountingLine; readonly step: Step },
): FollowedTrack {
  const trackId = track.id;
  const known = state.passages.get(trackId) ?? startPassage(track);
  const isFollowed = track.seenAt === step.at && isConfirmed(track, step.plan.tracker);
  if (!isFollowed) return { trackId, passage: known };
  const { passage, crossed } = followPassage(known, track, line.line);
  return crossed
    ? { trackId, passage, crossing: { direction: crossed, trackId, at: step.at } }
    : { trackId, passage };
}

/** Crossings of vehicles that left the picture. */
function endedCrossings(state: LineState, { before, tracker, at, plan }: Step): Crossing[] {
  const alive = new Set(tracker.tracks.map(({ id }) => id));
  return before.tracks.flatMap((track) => {
    const passage = alive.has(track.id) ? undefined : state.passages.get(track.id);
    const direction = passage && endPassage(passage, track, plan.picture);
    return direction ? [{ direction, trackId: track.id, at }] : [];
  });
}

interface NewCrossings {
  readonly line: CountingLine;
  readonly crossings: readonly Crossing[];
  readonly step: Step;
}

/** Adds crossings to the counts, and leaves out those of a second track on an object that crossed a moment ago. */
function countCrossings(
  state: LineState,
  { line, crossings, step }: NewCrossings,
): Pick<LineState, 'counts' | 'recent'> {
  const recent = state.recent.filter(({ at }) => step.at - at <= sameCrossingMs);
  const tracks = new Map(
    [...step.before.tracks, ...step.tracker.tracks].map((track) => [track.id, track] as const),
  );
  const counts = Object.fromEntries(
    crossingDirections.map((direction) => [direction, { ...state.counts[direction] }]),
  ) as Record<CrossingDirection, Crossings>;
  for (const crossing of crossings) {
    const track = tracks.get(crossing.trackId);
    const name = track && classOfTrack(track, line.classes, step.plan.standIn);
    if (!track || name === undefined) continue;
    const isDouble = recent.some(
      (other) => other.direction === crossing.direction && isSameObject(tracks.get(other.trackId), track),
    );
    recent.push(crossing);
    if (!isDouble) counts[crossing.direction][name] = (counts[crossing.direction][name] ?? 0) + 1;
  }
  return { counts, recent };
}

function isSameObject(one: Track | undefined, other: Track): boolean {
  return one !== undefined && overlapOfSmaller(boxOf(one), boxOf(other)) > sameObjectShare;
}
