import { associate, type Candidate } from './associate.ts';
import { overlapOfSmaller, type Detection } from './detection.ts';
import {
  boxOf,
  correctTrack,
  isAtRest,
  predictTrack,
  speedOf,
  startTrack,
  type PictureSides,
  type Track,
} from './track.ts';
import type { TrackerSettings } from './tracker-settings.ts';

/** All tracks of one camera. */
export interface TrackerState {
  readonly tracks: readonly Track[];
  readonly nextId: number;
  /** Time of the last frame, ms. */
  readonly at: number | undefined;
}

export const emptyTracker: TrackerState = { tracks: [], nextId: 1, at: undefined };

/** A track that was lost for longer is continued by detections with a high score only, ms. */
const lowScoreMs = 500;
/** A detection with a low score shares this part of the smaller box with the expected one: it can be noise. */
const lowOverlap = 0.3;
/**
 * A track with a single detection is noise when the object is not seen again within this time, ms: one frame at 3
 * frames/s may fail.
 */
const singleLostMs = 700;
/** A lost track is kept for up to this multiple of the time over which its object was seen: what was short can be noise. */
const keptShare = 3;
/** An object is detected in at least this share of the frames since it appeared; noise is not. */
const minSeenShare = 0.3;
/** As `minSeenShare`, for tracks with less than eight detections. */
const minYoungSeenShare = 0.5;
/** As `minSeenShare`, for tracks with less than four detections. */
const minNewSeenShare = 0.65;
/** Two detections are an object up to this speed, sizes/s; false detections are anywhere. */
const maxPairSpeed = 2.5;
/** A detection that shares this part of the smaller box with a tracked object of its kind starts no track. */
const sameObjectShare = 0.7;
/** Two tracks that share this part of the smaller box are one object. */
const sameTrackShare = 0.9;

/**
 * Adds the detections of a frame, after ByteTrack: detections with a high score continue tracks first, then those with a low
 * score continue the tracks that are left; only high scores start tracks. Frames that are not newer than the last one change
 * nothing.
 *
 * @param at time of the frame, ms
 */
export function trackFrame(
  state: TrackerState,
  detections: readonly Detection[],
  at: number,
  { tracker: settings, picture }: TrackerPlan,
): TrackerState {
  if (state.at !== undefined && at <= state.at) return state;
  const high = detections.filter(({ score }) => score >= settings.highScore);
  const low = detections.filter(({ score }) => score < settings.highScore && score >= settings.lowScore);
  const candidates = state.tracks
    .filter((track) => !isOver(track, at, settings))
    .map((track) => ({
      seen: track,
      predicted: predictTrack(track, at),
      seconds: (at - track.seenAt) / 1000,
    }));
  const isGone = ({ predicted }: Candidate) => !isInside(predicted, picture);
  const first = matchDetections(candidates, high, { at, settings, minOverlap: 0 });
  const recent = ({ seconds }: Candidate) => seconds * 1000 <= lowScoreMs;
  const second = matchDetections(first.unmatched.filter(recent), low, {
    at,
    settings,
    minOverlap: lowOverlap,
  });
  const here = candidates.filter((candidate) => !isGone(candidate));
  const lost = unmatchedTracks(state.tracks, here, [...first.matched, ...second.matched]);
  const seen = withoutDoubles([...first.matched, ...second.matched]);
  const born = first.left
    .filter((box) => !seen.some((track) => isPartOf(box, track)))
    .map((box, i) => startTrack(state.nextId + i, box, at));
  return {
    tracks: limit([...seen, ...born, ...lost], settings.maxTracks),
    nextId: state.nextId + born.length,
    at,
  };
}

export interface TrackerPlan {
  readonly picture: PictureSides;
  readonly tracker: TrackerSettings;
}

interface FrameContext {
  readonly at: number;
  readonly settings: TrackerSettings;
  /** Share of the smaller box that a detection must have in common with the expected box, 0..1. */
  readonly minOverlap: number;
}

interface Matches {
  readonly matched: readonly Track[];
  readonly unmatched: readonly Candidate[];
  readonly left: readonly Detection[];
}

function matchDetections(
  candidates: readonly Candidate[],
  detections: readonly Detection[],
  { at, settings, minOverlap }: FrameContext,
): Matches {
  const { pairs } = associate(candidates, detections, { maxSpeed: settings.maxSpeed, minOverlap });
  const rows = new Set(pairs.map(([row]) => row));
  const columns = new Set(pairs.map(([, column]) => column));
  return {
    matched: pairs.flatMap(([row, column]) => {
      const [candidate, box] = [candidates[row], detections[column]];
      return candidate && box ? [correctTrack(candidate.predicted, box, at)] : [];
    }),
    unmatched: candidates.filter((_, row) => !rows.has(row)),
    left: detections.filter((_, column) => !columns.has(column)),
  };
}

/** Whether the centre of an object is in the picture. */
const isInside = ({ x, y }: Track, { width, height }: PictureSides): boolean =>
  x.position > 0 && x.position < width && y.position > 0 && y.position < height;

/** Whether a track ends because its object was not seen for too long. */
function isOver(track: Track, at: number, settings: TrackerSettings): boolean {
  const lostMs = at - track.seenAt;
  if (track.hits === 1) return track.frames > 1 && lostMs > singleLostMs;
  if (isAtRest(track)) return lostMs > settings.restLostMs;
  const keptMs = Math.max(singleLostMs, keptShare * (track.seenAt - track.bornAt));
  return lostMs > Math.min(settings.lostMs, keptMs);
}

/** The tracks without a detection in this frame, as they were. */
function unmatchedTracks(
  tracks: readonly Track[],
  candidates: readonly Candidate[],
  matched: readonly Track[],
): Track[] {
  const alive = new Set(candidates.map(({ predicted }) => predicted.id));
  const seen = new Set(matched.map(({ id }) => id));
  return tracks
    .filter(({ id }) => alive.has(id) && !seen.has(id))
    .map((track) => ({ ...track, frames: track.frames + 1 }));
}

/** Of two tracks of one object, the older one stays. */
function withoutDoubles(tracks: readonly Track[]): Track[] {
  const kept: Track[] = [];
  for (const track of [...tracks].sort((a, b) => a.id - b.id)) {
    const box = boxOf(track);
    const isDouble = kept.some(
      (other) => other.kind === track.kind && overlapOfSmaller(boxOf(other), box) > sameTrackShare,
    );
    if (!isDouble) kept.push(track);
  }
  return kept;
}

const isPartOf = (box: Detection, track: Track): boolean =>
  box.kind === track.kind && overlapOfSmaller(box, boxOf(track)) > sameObjectShare;

function limit(tracks: readonly Track[], maxTracks: number): readonly Track[] {
  if (tracks.length <= maxTracks) return tracks;
  return [...tracks]
    .sort((a, b) => b.seenAt - a.seenAt || b.hits - a.hits || a.id - b.id)
    .slice(0, maxTracks);
}

/**
 * Whether a track is an object, and not noise: detections over at least `confirmMs`, few frames without one, and a third
 * detection if the first two are far apart.
 */
export function isConfirmed(track: Track, { confirmMs }: TrackerSettings): boolean {
  const { hits, frames, seenAt, bornAt } = track;
  if (hits < 2 || seenAt - bornAt < confirmMs) return false;
  if (hits === 2 && speedOf(track) > maxPairSpeed) return false;
  return hits >= seenShareOf(hits) * frames;
}

function seenShareOf(hits: number): number {
  if (hits < 4) return minNewSeenShare;
  return hits < 8 ? minYoungSeenShare : minSeenShare;
}
