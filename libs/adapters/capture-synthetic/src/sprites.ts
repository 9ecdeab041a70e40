import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { spriteSize } from './lot-scene.ts';

/** Vehicles in scenes. The shipped model detects each exactly once (sprites.spec.ts). */
export const sceneVehicles = ['1f697', '1f699', '1f695'] as const;
/** Hue rotations of the vehicles, degrees. */
const hues = [0, 40, 140, 200, 260, 320] as const;
/** Emoji are more colourful than cars; their saturation is reduced to this factor. */
const saturation = 0.55;

export interface Sprite {
  readonly input: Buffer;
  /** px */
  readonly size: number;
}

/** Reads the unchanged file of a sprite. */
export const readSprite = (codepoint: string): Promise<Buffer> =>
  readFile(new URL(`../sprites/${codepoint}.webp`, import.meta.url));

/** Renders a vehicle with its shadow as PNG with alpha, `size` px square. */
export async function makeSprite(codepoint: string, hue: number, size = spriteSize): Promise<Sprite> {
  const vehicle = await sharp(await readSprite(codepoint))
    .resize(size, size)
    .modulate({ hue, saturation, brightness: 0.9 })
    .png()
    .toBuffer();
  const input = await sharp(Buffer.from(shadow(size)))
    .composite([{ input: vehicle }])
    .blur(0.7)
    .png()
    .toBuffer();
  return { input, size };
}

/** SVG of the shadow under a vehicle, `size` px square. */
export const shadow = (size: number): string =>
  `<svg width="${size}" height="${size}"><ellipse cx="50%" cy="84%" rx="46%" ry="10%" fill="#000" opacity="0.5"/></svg>`;

/** Renders all vehicles in all colours. */
export async function makeFleet(): Promise<readonly Sprite[]> {
  return Promise.all(sceneVehicles.flatMap((vehicle) => hues.map((hue) => makeSprite(vehicle, hue))));
}
