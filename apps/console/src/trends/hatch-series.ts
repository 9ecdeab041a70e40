import type UPlot from 'uplot';
import { colourOf, hatchBetween, hatchPattern, seriesToken } from './chart-colours.ts';

/** A part of a chart, between two values of the x scale. */
export interface ChartPart {
  readonly from: number;
  readonly to: number;
  /** For each series, whether it was measured too little. */
  readonly missing: readonly boolean[];
}

/** px */
const stripHeight = 10;

/**
 * Hatches the parts in which series were measured too little: the whole height where it is all of them, otherwise a strip
 * at the foot for each of them, in its colour.
 */
export function hatchSeries(u: UPlot, parts: readonly ChartPart[]): void {
  const { top, height } = u.bbox;
  const patternOf = (token: string) => hatchPattern(u.ctx, colourOf(token));
  const whole = patternOf('--hatch');
  const ofSeries = (parts[0]?.missing ?? []).map((_, index) => patternOf(seriesToken(index)));
  const strip = stripHeight * devicePixelRatio;
  for (const { from, to, missing } of parts) {
    const strips = stripsOf(missing);
    if (strips === 'whole') hatchBetween(u, [from, to], whole);
    else
      strips.forEach((index, row) =>
        hatchBetween(u, [from, to], ofSeries[index] ?? null, {
          top: top + height - (row + 1) * strip,
          height: strip,
        }),
      );
  }
}

/** The series that have a strip, from the foot upwards; `whole` where all series are missing. */
export function stripsOf(missing: readonly boolean[]): readonly number[] | 'whole' {
  const strips = missing.flatMap((isMissing, index) => (isMissing ? [index] : []));
  return strips.length > 0 && strips.length === missing.length ? 'whole' : strips;
}
