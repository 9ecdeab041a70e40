import type { GeographicPoint } from '@vialog/geometry';
import { isSwapped, positionProblem } from './read-position.ts';
import { expected, read, readDecimal, type Expectation, type Read } from './read-values.ts';
import type { Value } from './tokenize.ts';

/** Why a list of corners cannot be parsed. `at`: index of the invalid corner, if one is invalid. */
export interface WrongCorners extends Expectation {
  readonly at?: Value;
}

/** Splits a value such as `31.03,112.20;31.05,112.20` into corners. The tokenizer split it at commas; positions are kept. */
export function splitCorners(values: readonly Value[]): readonly Value[] {
  const corners: { text: string; from: number; to: number }[] = [];
  let open = false;
  for (const value of values) {
    let from = value.from;
    for (const [i, part] of value.text.split(';').entries()) {
      const last = corners.at(-1);
      const to = from + part.length;
      if (open && i === 0 && last)
        corners[corners.length - 1] = { ...last, text: `${last.text},${part}`, to };
      else corners.push({ text: part, from, to });
      from = to + 1;
    }
    open = true;
  }
  return corners.map((corner) => ({ ...corner, quoted: false }));
}

/** Reads every corner as latitude,longitude; reports the first invalid one. */
export function readCorners(texts: readonly Value[]): Read<readonly GeographicPoint[]> | WrongCorners {
  const corners: GeographicPoint[] = [];
  for (const text of texts) {
    const corner = readCorner(text);
    if ('expected' in corner) return { at: text, ...corner };
    corners.push(corner.value);
  }
  return read(corners);
}

function readCorner({ text }: Value): Read<GeographicPoint> {
  const [lat, lon, ...more] = text.split(',').map(readDecimal);
  if (lat === undefined || lon === undefined || more.length > 0)
    return expected('corner', `a corner as latitude,longitude, like 31.03,112.20, found "${text}"`, {
      found: text,
    });
  if (isSwapped(lat, lon))
    return expected('swappedPosition', `latitude first, then longitude: did you mean ${lon},${lat}?`, {
      meant: `${lon},${lat}`,
    });
  const problem = positionProblem(lon, lat);
  return problem ?? read({ lon, lat });
}
