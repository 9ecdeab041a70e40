import type { Interval } from '@vialog/evaluation';
import { escapeHtml } from './escape-html.ts';

/** A percentage with a name. */
export interface Bar {
  readonly label: string;
  /** Percent; null: there is no figure. */
  readonly value: number | null;
  readonly range: Interval | undefined;
}

const width = 720;
const barWidth = 440;
const rowHeight = 40;
const left = 4;

/** Horizontal bars from 0 to 100 % as inline SVG, with their values as text. */
export function barPlot(title: string, bars: readonly Bar[]): string {
  const rows = bars.flatMap((bar, row) => rowOf(bar, row * rowHeight));
  return [
    `<svg viewBox="0 0 ${width} ${bars.length * rowHeight}" role="img" aria-label="${escapeHtml(title)}">`,
    ...rows,
    '</svg>',
  ].join('\n');
}

function rowOf({ label, value, range }: Bar, top: number): string[] {
  const x = (percent: number) => Number((left + (percent / 100) * barWidth).toFixed(1));
  const middle = top + 26;
  return [
    `<text class="muted" x="${left}" y="${top + 13}">${escapeHtml(label)}</text>`,
    `<path class="axis" d="M${left} ${middle}H${x(100)}"/>`,
    value === null
      ? ''
      : `<rect class="mark" x="${left}" y="${middle - 5}" width="${Math.max(1, x(value) - left)}" height="10"/>`,
    range
      ? `<path class="range" d="M${x(range.low)} ${middle}H${x(range.high)}M${x(range.low)} ${middle - 5}v10M${x(range.high)} ${middle - 5}v10"/>`
      : '',
    `<text x="${x(100) + 12}" y="${middle + 4}">${value === null ? 'no figure' : `${value} %`}${range ? ` (${range.low} to ${range.high} %)` : ''}</text>`,
  ].filter((line) => line !== '');
}
