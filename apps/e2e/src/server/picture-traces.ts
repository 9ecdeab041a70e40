/**
 * Grey levels of the vertical stripes of a marked picture, left to right. They differ enough to stay recognizable after
 * JPEG compression, scaling and a change of the value range.
 */
export const mark: readonly number[] = [20, 235, 75, 180, 45, 210, 105, 150];

const signatures: readonly [string, Buffer][] = [
  ['a JPEG', Buffer.from([0xff, 0xd8, 0xff])],
  ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47])],
  ['a WebP', Buffer.from('WEBPVP8')],
];

/** A run of nearly equal values. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly level: number;
}

/** Number of consecutive stripes that are a trace; minimum length of a stripe and maximum distance of two, values. */
const stripes = 4;
const stripeLength = 32;
const edgeLength = 32;
/** Maximum deviation of a stripe from the line through the others, as a share of the range of grey levels. */
const tolerance = 0.08;
/** Maximum difference of values in one stripe when white is 1, 2 (in standard deviations), or 255. */
const floatSpreads = [0.03, 0.12, 6];
const byteSpread = 6;

/** Names of the signs of a picture or of pixels of the mark in some bytes; empty if there are none. */
export function tracesIn(bytes: Buffer): string[] {
  const found = signatures.filter(([, signature]) => bytes.includes(signature)).map(([name]) => name);
  if (hasMark(bytes, byteSpread)) found.push('pixels of the mark');
  if (floatViews(bytes).some((view) => floatSpreads.some((spread) => hasMark(view, spread))))
    found.push('pixels of the mark as floats');
  if (/[A-Za-z0-9+/]{256,}/.test(bytes.toString('latin1'))) found.push('a long run of base64');
  return found;
}

/** The same bytes as 32-bit floats, at each of the four possible alignments. */
function floatViews(bytes: Buffer): Float32Array[] {
  return [0, 1, 2, 3].map((offset) => {
    const whole = Math.max(0, Math.floor((bytes.length - offset) / 4));
    return new Float32Array(new Uint8Array(bytes.subarray(offset, offset + whole * 4)).buffer);
  });
}

/** Whether stripes of the mark follow each other. Offset and scale of the values (RGB, luma, -1..1) do not matter. */
function hasMark(values: Uint8Array | Float32Array, spread: number): boolean {
  let consecutive: Run[] = [];
  for (const run of runsOf(values, spread)) {
    const previous = consecutive.at(-1);
    if (previous && run.start - previous.end > edgeLength) consecutive = [];
    consecutive = [...consecutive, run].slice(-stripes);
    if (consecutive.length === stripes && fitsMark(consecutive, spread)) return true;
  }
  return false;
}

const pastTheEnd = Number.NaN;

function* runsOf(values: Uint8Array | Float32Array, spread: number): Generator<Run> {
  let start = 0;
  for (let end = 1; end <= values.length; end += 1) {
    if (Math.abs((values[end] ?? pastTheEnd) - (values[start] as number)) <= spread) continue;
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

/** Whether the levels are an ascending line over neighbouring grey levels of the mark; the mark repeats in every row. */
function fitsMark(runs: readonly Run[], spread: number): boolean {
  const levels = runs.map((run) => run.level);
  const range = Math.max(...levels) - Math.min(...levels);
  // The contrast of stripes is several times the noise within a stripe.
  if (!(range > 8 * spread)) return false;
  return mark.some((_, first) => {
    const greys = levels.map((_level, i) => mark[(first + i) % mark.length] as number);
    return isLine(greys, levels, tolerance * range);
  });
}

/** Whether `ys` are on an ascending line over `xs` (least squares) with deviations of at most `limit`. */
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
