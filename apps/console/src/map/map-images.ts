import type { Map as MapLibre, StyleImageMetadata } from 'maplibre-gl';
import { counterShape, stateShapes, type CameraState } from '../cameras/camera-state.ts';
import type { MapColours } from './map-colours.ts';

/** Device pixels per CSS pixel of the images. */
const scale = 2;

/** An image for MapLibre and the parts of it that may stretch. */
interface MarkerImage {
  readonly data: ImageData;
  readonly metadata: Partial<StyleImageMetadata>;
}

/**
 * Draws marker images when the map first needs one. The image id holds what to draw:
 * `pill|state|freshness|selected` for a camera, `donut|ok|warn|bad|all` for a cluster.
 */
export function resolveMarkerImages(map: MapLibre, colours: () => MapColours): void {
  map.setMissingStyleImageResolver((id) => {
    const image = drawMarker(id, colours());
    if (image && !map.hasImage(id)) map.addImage(id, image.data, { pixelRatio: scale, ...image.metadata });
  });
}

function drawMarker(id: string, colours: MapColours): MarkerImage | undefined {
  const [shape, ...values] = id.split('|');
  if (shape === 'pill') return drawPill(values, colours);
  return shape === 'donut' ? drawDonut(values.map(Number), colours) : undefined;
}

function createCanvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = width * scale;
  element.height = height * scale;
  const context = element.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  context.scale(scale, scale);
  return context;
}

const imageOf = (context: CanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, context.canvas.width, context.canvas.height);

const pillWidth = 52;
const pillHeight = 28;

/** 52 × 28 px: 2 px for the shadow, the shape of the state at the left, the rest stretches around the figure. */
function drawPill(
  [state = 'starting', freshness = 'fresh', selected]: readonly string[],
  colours: MapColours,
): MarkerImage {
  const context = createCanvas(pillWidth, pillHeight);
  const box = new Path2D();
  box.roundRect(2.5, 2.5, pillWidth - 5, pillHeight - 5, 4);
  fillWithShadow(context, box, colours);
  if (freshness === 'old') drawHatching(context, box, colours);
  context.lineWidth = selected === 'true' ? 2 : 1;
  context.strokeStyle = selected === 'true' ? colours.accent : stateColour(state, colours);
  context.stroke(box);
  context.translate(8, 8);
  context.scale(0.75, 0.75);
  context.fillStyle = stateColour(state, colours);
  const shape = state === 'counter' ? counterShape : stateShapes[state as CameraState];
  context.fill(new Path2D(shape), 'evenodd');
  return {
    data: imageOf(context),
    metadata: {
      stretchX: [[26 * scale, 44 * scale]],
      stretchY: [[13 * scale, 15 * scale]],
      content: [25 * scale, 6 * scale, 45 * scale, 22 * scale],
    },
  };
}

function fillWithShadow(context: CanvasRenderingContext2D, box: Path2D, colours: MapColours): void {
  context.shadowColor = 'rgb(0 0 0 / 30%)';
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  context.fillStyle = colours.panel;
  context.fill(box);
  context.shadowColor = 'transparent';
}

function drawHatching(context: CanvasRenderingContext2D, inside: Path2D, colours: MapColours): void {
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

function stateColour(state: string, colours: MapColours): string {
  if (state === 'online') return colours.ok;
  if (state === 'degraded') return colours.warn;
  return state === 'offline' ? colours.bad : colours.idle;
}

const donutSize = 40;

/** A ring with one arc for each share of states in a cluster. */
function drawDonut(
  [ok = 0, warn = 0, bad = 0, all = 1]: readonly number[],
  colours: MapColours,
): MarkerImage {
  const context = createCanvas(donutSize, donutSize);
  const middle = donutSize / 2;
  context.fillStyle = colours.panel;
  context.beginPath();
  context.arc(middle, middle, 17, 0, 2 * Math.PI);
  context.fill();
  context.lineWidth = 4;
  const shares: readonly (readonly [cameras: number, colour: string])[] = [
    [ok, colours.ok],
    [warn, colours.warn],
    [bad, colours.bad],
    [all - ok - warn - bad, colours.idle],
  ];
  let from = -Math.PI / 2;
  for (const [cameras, colour] of shares.filter(([number]) => number > 0)) {
    const to = from + (cameras / all) * 2 * Math.PI;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(middle, middle, 16, from + 0.06, to);
    context.stroke();
    from = to;
  }
  return { data: imageOf(context), metadata: {} };
}
