import type UPlot from 'uplot';
import { colourOf } from '../../trends/chart-colours.ts';
import type { ChartSeries } from './trend-parts.ts';

/** Shades intervals on a holiday or with an event, with a bar at the top that is visible on every background. */
export function drawSpecialDays(u: UPlot, series: readonly ChartSeries[], starts: readonly number[]): void {
  const { top, height } = u.bbox;
  u.ctx.save();
  u.ctx.fillStyle = colourOf('--ink');
  for (let i = 0; i < starts.length - 1; i += 1) {
    if (!series.some(({ points }) => (points[i]?.specialDays.length ?? 0) > 0)) continue;
    const left = u.valToPos((starts[i] ?? 0) / 1_000, 'x', true);
    const width = u.valToPos((starts[i + 1] ?? 0) / 1_000, 'x', true) - left;
    u.ctx.globalAlpha = 0.1;
    u.ctx.fillRect(left, top, width, height);
    u.ctx.globalAlpha = 0.8;
    u.ctx.fillRect(left, top, width, 3 * devicePixelRatio);
  }
  u.ctx.restore();
}
