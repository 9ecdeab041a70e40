import type UPlot from 'uplot';

/** Colours of series in a chart; tokens.css has as many. */
const seriesColours = 8;

export const seriesToken = (index: number): string => `--series-${index % seriesColours}`;

/** The value of a colour token in the current theme. */
export const colourOf = (token: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim();

/** A diagonal hatch for parts of a chart that were measured too little. */
export function hatchPattern(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const size = 8 * devicePixelRatio;
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5 * devicePixelRatio;
  pen.beginPath();
  for (const offset of [-size, 0, size]) {
    pen.moveTo(offset, size);
    pen.lineTo(offset + size, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}

/** Hatches the part of the plot between two values of the x scale, by default over its whole height. */
export function hatchBetween(
  u: UPlot,
  [from, to]: readonly [from: number, to: number],
  pattern: CanvasPattern | null,
  { top, height }: Pick<UPlot.BBox, 'top' | 'height'> = u.bbox,
): void {
  const left = Math.max(u.bbox.left, u.valToPos(from, 'x', true));
  const right = Math.min(u.bbox.left + u.bbox.width, u.valToPos(to, 'x', true));
  if (!pattern || right <= left) return;
  u.ctx.save();
  u.ctx.fillStyle = pattern;
  u.ctx.fillRect(left, top, Math.max(1, right - left), height);
  u.ctx.restore();
}

/** Axis style of every chart. */
export const axisStyle = (): UPlot.Axis => ({
  stroke: colourOf('--ink-soft'),
  grid: { stroke: colourOf('--line'), width: 1 },
  ticks: { show: false },
  font: `12px ${getComputedStyle(document.body).fontFamily}`,
});
