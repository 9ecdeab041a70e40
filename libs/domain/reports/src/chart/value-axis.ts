import { nice, ticks } from 'd3-array';
import { chartWidth, element, faint, gridLine, svgText } from './svg.ts';

export interface ValueAxis {
  /** Vertical position of a value, px. */
  readonly y: (value: number) => number;
  /** Grid lines and labels as SVG. */
  readonly drawn: string;
}

export const plotLeft = 60;
export const plotRight = chartWidth - 12;

/** A vertical axis that contains 0 and all values, between two positions in px. */
export function valueAxis(
  values: readonly number[],
  {
    top,
    bottom,
    label,
  }: { readonly top: number; readonly bottom: number; readonly label: (v: number) => string },
): ValueAxis {
  const [low, high] = nice(Math.min(0, ...values), Math.max(0, ...values) || 1, 5);
  const y = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top);
  const drawn = ticks(low, high, 5)
    .map((tick) => {
      const at = y(tick);
      const line = element('line', { x1: plotLeft, x2: plotRight, y1: at, y2: at, stroke: gridLine });
      return line + svgText(label(tick), [plotLeft - 6, at + 4], { anchor: 'end', fill: faint });
    })
    .join('');
  return { y, drawn };
}
