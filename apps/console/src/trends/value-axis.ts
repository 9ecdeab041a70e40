import type { Measure } from '@vialog/contracts';
import type UPlot from 'uplot';
import { colourOf } from './chart-colours.ts';

/** Upper end of a value axis: a value, or above the highest value of counts (at least 4) or of other numbers. */
export type AxisTop = number | 'count' | 'number';

const highestRatio = 1;

export function axisTop(measure: Measure): AxisTop {
  if (measure === 'occupancy') return highestRatio;
  return measure === 'turnover' || measure === 'stay' ? 'number' : 'count';
}

/** Ends of the value axis: from zero, or lower for negative values, to `top`. */
export function valueRange(
  min: number | null,
  max: number | null,
  top: AxisTop,
): [low: number, high: number] {
  const low = Math.min(0, min ?? 0);
  return [low < 0 ? low * 1.15 : 0, highOf(max ?? 0, top)];
}

function highOf(max: number, top: AxisTop): number {
  if (typeof top === 'number') return top;
  return top === 'count' ? Math.max(4, Math.ceil(max * 1.15)) : (max || 1) * 1.15;
}

/** A dashed line at the target, where the chart contains it. */
export function drawTarget(u: UPlot, target: number | undefined): void {
  if (target === undefined) return;
  const y = u.valToPos(target, 'y', true);
  if (y < u.bbox.top || y > u.bbox.top + u.bbox.height) return;
  u.ctx.save();
  u.ctx.strokeStyle = colourOf('--ink-soft');
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  u.ctx.beginPath();
  u.ctx.moveTo(u.bbox.left, y);
  u.ctx.lineTo(u.bbox.left + u.bbox.width, y);
  u.ctx.stroke();
  u.ctx.restore();
}
