import type { RgbPicture } from '@vialog/contracts';
import sharp, { type OverlayOptions } from 'sharp';
import { hashNumber } from './hash-number.ts';
import { addNoise } from './sensor-noise.ts';
import type { ScenePainter } from './scene-painter.ts';
import { bayCorner, baySize, sceneHeight, sceneWidth, spriteSize, type LotScene } from './lot-scene.ts';
import { lotTruth, stayOf } from './lot-truth.ts';
import { makeFleet, type Sprite } from './sprites.ts';

const noiseAmplitude = 6;

/**
 * Paints a lot at any moment; the pixels depend only on the seed and the moment. The scene is composed only when a vehicle
 * arrives or leaves; other frames need one pass of noise over their pixels.
 */
export class LotPainter implements ScenePainter {
  readonly #scene: LotScene;
  readonly #width: number;
  readonly #height: number;
  #fleet: Promise<readonly Sprite[]> | undefined;
  #composed: { readonly key: string; readonly pixels: Promise<Uint8Array> } | undefined;

  /** `width`: px, at most 1280; the height follows (16:9). */
  constructor(scene: LotScene, width: number) {
    this.#scene = scene;
    this.#width = Math.min(sceneWidth, Math.max(16, Math.round(width)));
    this.#height = Math.round((this.#width * sceneHeight) / sceneWidth);
  }

  /** Paints the scene at a moment, epoch ms. A frozen scene always shows moment 0; a dark scene is uniformly black. */
  async paint(at: number): Promise<RgbPicture> {
    const size = { width: this.#width, height: this.#height, format: 'rgb24' } as const;
    if (this.#scene.fault === 'dark')
      return { ...size, pixels: new Uint8Array(size.width * size.height * 3).fill(3) };
    const moment = this.#scene.fault === 'frozen' ? 0 : at;
    const pixels = Uint8Array.from(await this.#scenePixels(moment));
    addNoise(pixels, { seed: this.#scene.seed, at: moment, amplitude: noiseAmplitude });
    return { ...size, pixels };
  }

  #scenePixels(at: number): Promise<Uint8Array> {
    const key = this.#keyOf(at);
    if (this.#composed?.key !== key) this.#composed = { key, pixels: this.#compose(at) };
    return this.#composed.pixels;
  }

  #keyOf(at: number): string {
    const taken = lotTruth(this.#scene, at);
    return [...taken].map((state, bay) => (state === '1' ? stayOf(this.#scene, bay, at) : '')).join();
  }

  async #compose(at: number): Promise<Uint8Array> {
    this.#fleet ??= makeFleet();
    const fleet = await this.#fleet;
    const taken = [...lotTruth(this.#scene, at)].flatMap((state, bay) => (state === '1' ? [bay] : []));
    const vehicles = taken.map((bay) => this.#parked(fleet, bay, stayOf(this.#scene, bay, at)));
    const whole = await sharp(Buffer.from(ground(this.#scene.capacity)))
      .composite(vehicles)
      .removeAlpha()
      .raw()
      .toBuffer();
    const lit = sharp(whole, { raw: { width: sceneWidth, height: sceneHeight, channels: 3 } })
      .modulate({ brightness: this.#scene.light === 'dusk' ? 0.6 : 1 })
      .resize(this.#width, this.#height, { kernel: 'mitchell' });
    return new Uint8Array(await lit.raw().toBuffer());
  }

  /** A vehicle near the centre of its space. Vehicle and offset differ between stays. */
  #parked(fleet: readonly Sprite[], bay: number, stay: number): OverlayOptions {
    const pick = (salt: number) => hashNumber(this.#scene.seed, bay, stay, salt);
    const sprite = fleet[Math.floor(pick(5) * fleet.length)] as Sprite;
    const [x, y] = bayCorner(bay);
    const shift = (salt: number) => Math.round((pick(salt) - 0.5) * 6);
    return {
      input: sprite.input,
      left: x + Math.round((baySize[0] - spriteSize) / 2) + shift(6),
      top: y + Math.round((baySize[1] - spriteSize) / 2) + shift(7),
    };
  }
}

/** SVG of the ground with the outlines of the spaces. */
function ground(capacity: number): string {
  const lines = Array.from({ length: capacity }, (_, bay) => {
    const [x, y] = bayCorner(bay);
    return `<rect x="${x}" y="${y}" width="${baySize[0]}" height="${baySize[1]}" fill="none" stroke="#d8d8d2" stroke-width="2" opacity="0.7"/>`;
  });
  return `<svg width="${sceneWidth}" height="${sceneHeight}"><rect width="100%" height="100%" fill="#6e7073"/>${lines.join('')}</svg>`;
}
