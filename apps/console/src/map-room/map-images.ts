import type { Map as MapLibre, StyleImageMetadata } from 'maplibre-gl';
import { stateShapes, type CameraState } from '../state/camera-state.ts';
import type { MapColours } from './map-colours.ts';

const scale = 2;

/** Draws marks when the map first asks for them: `pill|state|freshness|selected` and `donut|good|poor|gone|all`. */
export function drawMarks(map: MapLibre, colours: () => MapColours): void {
  map.setMissingStyleImageResolver((id) => {
    const [kind, ...rest] = id.split('|');
    const drawn =
      kind === 'pill'
        ? pill(rest, colours())
        : kind === 'donut'
          ? donut(rest.map(Number), colours())
          : undefined;
    if (drawn && !map.hasImage(id)) map.addImage(id, drawn.data, { pixelRatio: scale, ...drawn.stretch });
  });
}

interface Drawn {
  readonly data: ImageData;
  readonly stretch: Partial<StyleImageMetadata>;
}

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = width * scale;
  element.height = height * scale;
  const context = element.getContext('2d');
  if (!context) throw new Error('this browser draws no canvas');
  context.scale(scale, scale);
  return context;
}

const picture = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height);

const [pillWidth, pillHeight] = [52, 28];

/** 52 × 28 px: shadow room 2, shape at the left, the rest stretches around the number. */
function pill(
  [state = 'starting', freshness = 'fresh', selected]: readonly string[],
  colours: MapColours,
): Drawn {
  const context = canvas(pillWidth, pillHeight);
  const box = new Path2D();
  box.roundRect(2.5, 2.5, pillWidth - 5, pillHeight - 5, 4);
  context.shadowColor = 'rgb(0 0 0 / 30%)';
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  context.fillStyle = colours.panel;
  context.fill(box);
  context.shadowColor = 'transparent';
  if (freshness === 'old') hatch(context, box, colours);
  context.lineWidth = selected === 'true' ? 2 : 1;
  context.strokeStyle = selected === 'true' ? colours.accent : stateColour(state, colours);
  context.stroke(box);
  context.translate(8, 8);
  context.scale(0.75, 0.75);
  context.fillStyle = stateColour(state, colours);
  context.fill(new Path2D(stateShapes[state as CameraState] ?? stateShapes.starting), 'evenodd');
  const px = (values: readonly number[]) => values.map((value) => value * scale);
  return {
    data: picture(context),
    stretch: {
      stretchX: [px([26, 44]) as [number, number]],
      stretchY: [px([13, 15]) as [number, number]],
      content: px([25, 6, 45, 22]) as [number, number, number, number],
    },
  };
}

function hatch(context: CanvasRenderingContext2D, inside: Path2D, colours: MapColours): void {
  context.save();
  context.clip(inside);
  context.strokeStyle = colours.hatch;
  context.lineWidth = 1;
  for (let x = -pillHeight; x < pillWidth; x += 5) {
    context.beginPath();
    context.moveTo(x, pillHeight);
    context.lineTo(x + pillHeight, 0);
    context.stroke();
  }
  context.restore();
}

export function stateColour(state: string, colours: MapColours): string {
  if (state === 'online') return colours.ok;
  if (state === 'degraded') return colours.warn;
  return state === 'offline' ? colours.bad : colours.idle;
}

/** A ring of shares by state. Shares are drawn in 24 steps, so that few images serve many clusters. */
function donut([good = 0, poor = 0, gone = 0, all = 1]: readonly number[], colours: MapColours): Drawn {
  const size = 40;
  const context = canvas(size, size);
  const parts: [number, string][] = [[good, colours.ok], [poor, colours.warn], [gone, colours.bad], [all - good - poor - gone, colours.idle]]; // prettier-ignore
  context.fillStyle = colours.panel;
  context.beginPath();
  context.arc(size / 2, size / 2, 17, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = 4;
  let from = -Math.PI / 2;
  for (const [part, colour] of parts.filter(([part]) => part > 0)) {
    const to = from + (part / all) * 2 * Math.PI;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(size / 2, size / 2, 16, from + 0.06, to);
    context.stroke();
    from = to;
  }
  return { data: picture(context), stretch: {} };
}
