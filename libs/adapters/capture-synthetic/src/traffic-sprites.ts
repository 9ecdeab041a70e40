import sharp from 'sharp';
import { readSprite, shadow } from './sprites.ts';
import type { TrafficScene } from './traffic-scene.ts';
import type { SceneVehicle } from './traffic-truth.ts';

/** Brightness of vehicles and ground. The shipped model detects the vehicles in each light (traffic-detection.spec.ts). */
export const brightnessOf = { day: 0.65, dusk: 0.5, night: 0.4, rain: 0.55 } as const;
const saturation = 0.7;

/** Vehicles by class; side views face left. `size`: px of the scene on the line. */
const models = {
  road: {
    car: { size: 195, files: ['1f697', '1f690'], hues: [0, 40, 140, 260, 320] },
    truck: { size: 250, files: ['1f69a', '1f69b'], hues: [0, 90, 320] },
  },
  gate: {
    car: { size: 195, files: ['1f698'], hues: [0, 40, 140, 200, 260, 320] },
    truck: { size: 195, files: ['1f698'], hues: [0] },
  },
} as const;

/** A vehicle as pixels. */
export interface TrafficSprite {
  readonly rgba: Uint8Array;
  /** px, square */
  readonly size: number;
  /** Lower edge centre of the visible vehicle, px from the top left corner. */
  readonly anchor: readonly [x: number, y: number];
}

/** Sprites of one scene. Sizes are rounded to 2 px, so that vehicles that come closer need few sprites. */
export class TrafficSprites {
  readonly #scene: TrafficScene;
  /** px of the picture per px of the scene */
  readonly #zoom: number;
  readonly #made = new Map<string, Promise<TrafficSprite>>();

  constructor(scene: TrafficScene, zoom: number) {
    this.#scene = scene;
    this.#zoom = zoom;
  }

  of({ vehicleClass, variant, scale, heading }: SceneVehicle): Promise<TrafficSprite> {
    const { size, files, hues } = models[this.#scene.kind][vehicleClass];
    const file = files[Math.floor(variant * files.length)] ?? files[0];
    const hue = hues[Math.floor(variant * 97) % hues.length] ?? 0;
    const px = Math.max(4, Math.round((size * scale * this.#zoom) / 2) * 2);
    return this.#sprite({ file, hue, px, flop: this.#scene.kind === 'road' && heading === 'inbound' });
  }

  /** A lorry that faces left, `size` px of the scene. */
  parkedLorry(size: number): Promise<TrafficSprite> {
    return this.#sprite({ file: '1f69b', hue: 90, px: Math.round(size * this.#zoom), flop: false });
  }

  #sprite(look: SpriteLook): Promise<TrafficSprite> {
    const key = JSON.stringify(look);
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = makeTrafficSprite(look, this.#scene);
    this.#made.set(key, made);
    return made;
  }
}

interface SpriteLook {
  readonly file: string;
  /** degrees */
  readonly hue: number;
  readonly px: number;
  readonly flop: boolean;
}

async function makeTrafficSprite(look: SpriteLook, { kind, light }: TrafficScene): Promise<TrafficSprite> {
  const vehicle = await sharp(await readSprite(look.file))
    .resize(look.px, look.px)
    .modulate({ hue: look.hue, saturation, brightness: 0.9 * brightnessOf[light] })
    .png()
    .toBuffer();
  const lit = await sharp(Buffer.from(shadow(look.px)))
    .composite([{ input: vehicle }])
    .blur(0.5)
    .png()
    .toBuffer();
  const lamps =
    light === 'night' ? [{ input: Buffer.from(lampsOf(kind, look.px)), blend: 'screen' as const }] : [];
  const whole = await sharp(lit).composite(lamps).png().toBuffer();
  const rgba = await sharp(whole).flop(look.flop).ensureAlpha().raw().toBuffer();
  return { rgba: new Uint8Array(rgba), size: look.px, anchor: anchorOf(rgba, look.px) };
}

function lampsOf(kind: TrafficScene['kind'], px: number): string {
  const places =
    kind === 'road'
      ? [[9, 62]]
      : [
          [24, 60],
          [76, 60],
        ];
  const lamps = places.map(([x, y]) => `<circle cx="${x}%" cy="${y}%" r="7%" fill="url(#lamp)"/>`);
  return `<svg width="${px}" height="${px}"><radialGradient id="lamp"><stop offset="0.3" stop-color="#fffbe6"/><stop offset="1" stop-color="#fffbe6" stop-opacity="0"/></radialGradient>${lamps.join('')}</svg>`;
}

/** Alpha of the shadow, 0..255, and a little more. */
const opaque = 150;

/** Lower edge centre of the vehicle without its shadow. */
function anchorOf(rgba: Uint8Array, size: number): [number, number] {
  let [left, right, bottom] = [size, 0, 0];
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      if ((rgba[(y * size + x) * 4 + 3] as number) <= opaque) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      bottom = y;
    }
  return [(left + right + 1) / 2, bottom + 1];
}
