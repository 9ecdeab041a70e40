/**
 * Greys of the vertical stripes of a marked picture, left to right: far apart, so that JPEG, scaling and another range
 * of values leave them recognizable.
 */
export const mark: readonly number[] = [20, 235, 75, 180, 45, 210, 105, 150];

const signatures: readonly [string, Buffer][] = [
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff])],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a WebP', Buffer.from('WEBPVP8')],
];

/** A stretch of nearly equal values. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly level: number;
}

/** Stripes that must follow each other, their least length and the most between two of them, values. */
const stripes = 4;
const stripeLength = 32;
const edgeLength = 32;
/** How far a stripe may be from where the others put it, as a share of the range of greys. */
const tolerance = 0.08;
/** How much values of one stripe differ, where white is 1, 2 standard deviations of usual footage, or 255. */
const floatSpreads = [0.03, 0.12, 6];
const byteSpread = 6;

/** What in some bytes looks like a picture, or like pixels of the mark; nothing where all is well. */
export function tracesIn(bytes: Buffer): string[] {
  const found = signatures.filter(([, signature]) => bytes.includes(signature)).map(([name]) => name);
  if (hasMark(bytes, byteSpread)) found.push('pixels of the mark');
  if (floatViews(bytes).some((view) => floatSpreads.some((spread) => hasMark(view, spread))))
    found.push('pixels of the mark as floats');
  if (/[A-Za-z0-9+/]{256,}/.test(bytes.toString('latin1'))) found.push('a long run of base64');
  return found;
}

/** The same bytes as 32-bit floats, from each of the four places a float may begin at. */
function floatViews(bytes: Buffer): Float32Array[] {
  return [0, 1, 2, 3].map((offset) => {
    const whole = Math.max(0, Math.floor((bytes.length - offset) / 4));
    return new Float32Array(new Uint8Array(bytes.subarray(offset, offset + whole * 4)).buffer);
  });
}

/** Whether stripes of the mark follow each other, whatever the offset and the scale of the values (RGB, luma, -1..1). */
function hasMark(values: Uint8Array | Float32Array, spread: number): boolean {
  let inARow: Run[] = [];
  for (const run of runsOf(values, spread)) {
    const previous = inARow.at(-1);
    if (previous && run.start - previous.end > edgeLength) inARow = [];
    inARow = [...inARow, run].slice(-stripes);
    if (inARow.length === stripes && fitsMark(inARow, spread)) return true;
  }
  return false;
}

/** Names of this module: jest looks a global up in a sandbox, which takes longer than all the rest of the loop. */
const { abs } = Math;
const afterTheLast = Number.NaN;

function* runsOf(values: Uint8Array | Float32Array, spread: number): Generator<Run> {
  let start = 0;
  for (let end = 1; end <= values.length; end += 1) {
    if (abs((values[end] ?? afterTheLast) - (values[start] as number)) <= spread) continue;
    if (end - start >= stripeLength) yield { start, end, level: meanOf(values.subarray(start, end)) };
    start = end;
  }
}

const meanOf = (values: Iterable<number>): number => {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    sum += value;
    count += 1;
  }
  return sum / count;
};

/** Whether levels are a rising straight line over some neighbouring greys of the mark (rows follow each other). */
function fitsMark(runs: readonly Run[], spread: number): boolean {
  const levels = runs.map((run) => run.level);
  const range = Math.max(...levels) - Math.min(...levels);
  // Less contrast than a few times the noise within a stripe is no stripe.
  if (!(range > 8 * spread)) return false;
  return mark.some((_, first) => {
    const greys = levels.map((_level, i) => mark[(first + i) % mark.length] as number);
    return isLine(greys, levels, tolerance * range);
  });
}

/** Whether `ys` lie on a rising line over `xs` (least squares), none further off than `limit`. */
function isLine(xs: readonly number[], ys: readonly number[], limit: number): boolean {
  const [x0, y0] = [meanOf(xs), meanOf(ys)];
  let [along, square] = [0, 0];
  xs.forEach((x, i) => {
    along += (x - x0) * ((ys[i] as number) - y0);
    square += (x - x0) ** 2;
  });
  const slope = along / square;
  return slope > 0 && xs.every((x, i) => Math.abs(y0 + slope * (x - x0) - (ys[i] as number)) <= limit);
}
