import type { CountClass } from '@vialog/contracts';
import { correctAxis, predictAxis, type AxisState } from './axis-filter.ts';
import { heightOf, widthOf, type Detection } from './detection.ts';

/** Point of the picture, px. */
export interface PixelPoint {
  readonly x: number;
  readonly y: number;
}

/** Sides of the picture, px. */
export interface PictureSides {
  readonly width: number;
  readonly height: number;
}

/** Where an object has stayed. */
export interface Rest extends PixelPoint {
  /** Since when it has not left the surroundings of the point, ms. */
  readonly since: number;
  /** Position of the object, averaged over about a second so that a jumping box does not end the rest, px. */
  readonly mean: PixelPoint;
}

/** One object that is followed from frame to frame. It never leaves the memory of the detector process. */
export interface Track {
  /** Number of the track in its tracker. */
  readonly id: number;
  /** Centre of the box, px. */
  readonly x: AxisState;
  readonly y: AxisState;
  /** Natural logarithms of the sides of the box, px; their velocity is the growth per s of an object that comes closer. */
  readonly width: AxisState;
  readonly height: AxisState;
  /** Sum of the scores per class; '' for objects of no count class. */
  readonly votes: Readonly<Partial<Record<CountClass | '', number>>>;
  readonly kind: string;
  /** Time of the first and of the last detection, and of the last one with a high score, ms. */
  readonly bornAt: number;
  readonly seenAt: number;
  /** Detections, number. */
  readonly hits: number;
  /** Frames since the first detection, number. */
  readonly frames: number;
  readonly rest: Rest;
}

/** Standard deviation of the sides and of the centre of a detected box, in sides of the box. */
const boxNoise = 0.06;
/** Standard deviation of the logarithm of a side of a detected box. */
export const sideNoise = 0.12;
/** Standard deviation of the speed of an object that was detected once, sizes/s. */
const firstSpeed = 2;
/** Change of the speed in a second (standard deviation), sizes/s. */
const speedChange = 1;
/** Growth of an object that was detected once (standard deviation), 1/s. */
const firstGrowth = 0.7;
/** Change of the growth in a second (standard deviation), 1/s. */
const growthChange = 0.6;
/** Limit of the growth in a prediction, 1/s: a box at the edge of the picture can change its size in any way. */
const maxGrowth = 1.5;
/** Limit of the growth over a whole prediction, natural logarithm: a lost object is expected at up to 1.65 times its size. */
const maxPredictedGrowth = 0.5;
/** An object is at rest until its mean position is further than this from where it stood, sizes. */
const restRadius = 0.3;
/** Time constant of the mean position, ms. */
const restMeanMs = 1_000;

/** Time at rest from which an object stands, ms. */
const atRestMs = 2_000;
/** The estimated speed of an object at rest is noise, and is used for this time only, s. */
const maxDriftSeconds = 0.7;

/** Size of the box: the side of a square with its area, px. */
export const sizeOf = ({ width, height }: Pick<Track, 'width' | 'height'>): number =>
  Math.exp((width.position + height.position) / 2);

/** Middle of the lower edge of the box, px: there the object touches the ground. */
export const anchorOf = ({ x, y, height }: Pick<Track, 'x' | 'y' | 'height'>): PixelPoint => ({
  x: x.position,
  y: y.position + Math.exp(height.position) / 2,
});

/** Speed, sizes/s. */
export const speedOf = (track: Track): number =>
  Math.hypot(track.x.velocity, track.y.velocity) / sizeOf(track);

/** Time at rest at `now`, ms. */
export const restMsOf = ({ rest }: Track, now: number): number => now - rest.since;

export function startTrack(id: number, box: Detection, at: number): Track {
  const [width, height] = [widthOf(box), heightOf(box)];
  const size = Math.sqrt(width * height);
  const centre = { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
  const start = (position: number, side: number, speed: number): AxisState => ({
    position,
    velocity: 0,
    positionVariance: (boxNoise * side) ** 2,
    covariance: 0,
    velocityVariance: speed ** 2,
  });
  return {
    id,
    x: start(centre.x, width, firstSpeed * size),
    y: start(centre.y, height, firstSpeed * size),
    width: { ...start(Math.log(width), 1, firstGrowth), positionVariance: sideNoise ** 2 },
    height: { ...start(Math.log(height), 1, firstGrowth), positionVariance: sideNoise ** 2 },
    votes: { [box.name ?? '']: box.score },
    kind: box.kind,
    bornAt: at,
    seenAt: at,
    hits: 1,
    frames: 1,
    rest: { ...centre, since: at, mean: centre },
  };
}

/** The box of a track. */
export function boxOf({ x, y, width, height, kind }: Track): Detection {
  const [halfWidth, halfHeight] = [Math.exp(width.position) / 2, Math.exp(height.position) / 2];
  return {
    x1: x.position - halfWidth,
    x2: x.position + halfWidth,
    y1: y.position - halfHeight,
    y2: y.position + halfHeight,
    score: 1,
    name: undefined,
    kind,
  };
}

/** Whether the object was at rest when it was last seen. */
export const isAtRest = (track: Track): boolean => restMsOf(track, track.seenAt) >= atRestMs;

/** Predicts a track to the time `at`, ms. A lost object that was at rest is expected where it was. */
export function predictTrack(track: Track, at: number): Track {
  const seconds = (at - track.seenAt) / 1000;
  const isDrifting = isAtRest(track) && seconds > maxDriftSeconds;
  return predictMoving(isDrifting ? withoutSpeed(track) : track, seconds);
}

const withoutSpeed = (track: Track): Track => ({
  ...track,
  x: { ...track.x, velocity: 0 },
  y: { ...track.y, velocity: 0 },
});

/** The speed of an object that comes closer grows as its size does. */
function predictMoving(track: Track, seconds: number): Track {
  const motion = (speedChange * sizeOf(track)) ** 2;
  const growth = growthOf(track, seconds);
  const scale = Math.exp(growth * seconds);
  const path = Math.abs(growth) < 1e-3 ? seconds : (scale - 1) / growth;
  const predict = (axis: AxisState): AxisState => ({
    ...predictAxis(axis, seconds, motion),
    position: axis.position + axis.velocity * path,
    velocity: axis.velocity * scale,
  });
  const grow = (axis: AxisState) => predictAxis({ ...axis, velocity: growth }, seconds, growthChange ** 2);
  return {
    ...track,
    frames: track.frames + 1,
    x: predict(track.x),
    y: predict(track.y),
    width: grow(track.width),
    height: grow(track.height),
  };
}

/** Growth of both sides for a prediction over `seconds`, 1/s. */
function growthOf({ width, height }: Track, seconds: number): number {
  const growth = (width.velocity + height.velocity) / 2;
  const limit = Math.min(maxGrowth, maxPredictedGrowth / seconds);
  return Math.max(-limit, Math.min(limit, growth));
}

/** Continues a track, predicted to `at`, with a detection. */
export function correctTrack(predicted: Track, box: Detection, at: number): Track {
  const [width, height] = [widthOf(box), heightOf(box)];
  const [widthVariance, heightVariance] = [(boxNoise * width) ** 2, (boxNoise * height) ** 2];
  const name = box.name ?? '';
  const corrected = {
    ...predicted,
    x: correctAxis(predicted.x, (box.x1 + box.x2) / 2, widthVariance),
    y: correctAxis(predicted.y, (box.y1 + box.y2) / 2, heightVariance),
    width: correctAxis(predicted.width, Math.log(width), sideNoise ** 2),
    height: correctAxis(predicted.height, Math.log(height), sideNoise ** 2),
    votes: { ...predicted.votes, [name]: (predicted.votes[name] ?? 0) + box.score },
    kind: box.kind,
    seenAt: at,
    hits: predicted.hits + 1,
  };
  return { ...corrected, rest: restAfter(predicted, corrected, at) };
}

function restAfter({ rest, seenAt }: Track, now: Track, at: number): Rest {
  const share = 1 - Math.exp((seenAt - at) / restMeanMs);
  const mean = {
    x: rest.mean.x + share * (now.x.position - rest.mean.x),
    y: rest.mean.y + share * (now.y.position - rest.mean.y),
  };
  const hasLeft = Math.hypot(mean.x - rest.x, mean.y - rest.y) > restRadius * sizeOf(now);
  return hasLeft ? { ...mean, since: at, mean } : { ...rest, mean };
}
