import type { Picture } from '@vialog/contracts';

const width = 128;
const height = 72;

/** What is drawn at a moment; luma 0..255. */
export interface Scene {
  /** Shift of the camera, px of 128. */
  readonly dx?: number;
  readonly dy?: number;
  /** Brightness and contrast of the whole picture. */
  readonly gain?: number;
  readonly offset?: number;
  /** Amplitude of the noise of the sensor. */
  readonly noise?: number;
  /** Draws over the scene; undefined leaves it. Column and row in 0..1. */
  readonly over?: (column: number, row: number) => number | undefined;
  /** Second, for noise and traffic. */
  readonly second?: number;
  /** Another place. */
  readonly seed?: number;
}

/** A street: buildings with windows, a road with markings, and vehicles that pass. */
export function street(scene: Scene = {}): Picture {
  const { gain = 1, offset = 0, noise = 2, second = 0, over } = scene;
  const pixels = new Uint8Array((width * height * 3) / 2).fill(128, width * height);
  let state = second * 7919 + 1;
  for (let at = 0; at < width * height; at += 1) {
    const [column, row] = [at % width, Math.floor(at / width)];
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const drawn = over?.(column / width, row / height);
    const luma = (drawn ?? lumaAt(scene, column, row)) * gain + offset;
    const noisy = luma + ((state >>> 16) / 65_536 - 0.5) * 2 * noise;
    pixels[at] = 16 + (219 * Math.max(0, Math.min(255, noisy))) / 255;
  }
  return { width, height, format: 'yuv420p', pixels };
}

function lumaAt({ dx = 0, dy = 0, second = 0, seed = 1 }: Scene, column: number, row: number): number {
  const [x, y] = [column + dx, row + dy];
  if (isVehicle(x, y, second)) return 60 + ((second * 53) % 140);
  return y > 40 ? roadAt(x, y, seed) : houseAt(x, y, seed);
}

const isVehicle = (x: number, y: number, second: number): boolean =>
  Math.abs(x - ((second * 37) % 200)) < 9 && y > 47 && y < 59;

const roadAt = (x: number, y: number, seed: number): number =>
  y % 20 < 2 && x % 12 < 6 ? 220 : 110 + hash(Math.floor(x / 5), Math.floor(y / 4), seed) * 50;

/** Houses of different brightness with windows at irregular places. */
function houseAt(x: number, y: number, seed: number): number {
  const house = hash(Math.floor(x / 16), 0, seed);
  const window = hash(Math.floor(x / 3), Math.floor(y / 5), seed + 1);
  return window > 0.6 ? 30 + 60 * house : 120 + 100 * house;
}

/** A number 0..1 that depends on three whole numbers. */
function hash(a: number, b: number, c: number): number {
  const mixed = Math.imul(
    Math.imul(a, 73_856_093) ^ Math.imul(b, 19_349_663) ^ Math.imul(c, 83_492_791),
    0x9e3779b1,
  );
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}
