import type { RgbPicture } from '@vialog/contracts';
import sharp from 'sharp';
import { hashNumber } from './hash-number.ts';
import { sceneHeight, sceneWidth } from './lot-scene.ts';
import type { ScenePainter } from './scene-painter.ts';
import { addNoise } from './sensor-noise.ts';
import { groundOf, occluderOf } from './traffic-ground.ts';
import { brightnessOf, TrafficSprites, type TrafficSprite } from './traffic-sprites.ts';
import type { TrafficScene } from './traffic-scene.ts';
import { vehiclesAt } from './traffic-truth.ts';

/** Parked lorry of a road: it hides the near lane before the line. px of the scene. */
const parkedLorry = { x: 330, y: 655, size: 370 } as const;
/** More noise hides the vehicles from the shipped model. */
const noiseAmplitude = 3;
/** Rain streaks per picture. */
const streaks = 90;

/** Paints a road or a gate at any moment; the pixels depend only on the scene, the width and the moment. */
export class TrafficPainter implements ScenePainter {
  readonly #scene: TrafficScene;
  readonly #width: number;
  readonly #height: number;
  readonly #sprites: TrafficSprites;
  #layers: Promise<{ readonly ground: Uint8Array; readonly front: Uint8Array }> | undefined;

  /** `width`: px, at most 1280; the height follows (16:9). */
  constructor(scene: TrafficScene, width: number) {
    this.#scene = scene;
    this.#width = Math.min(sceneWidth, Math.max(16, Math.round(width)));
    this.#height = Math.round((this.#width * sceneHeight) / sceneWidth);
    this.#sprites = new TrafficSprites(scene, this.#width / sceneWidth);
  }

  async paint(at: number): Promise<RgbPicture> {
    const size = { width: this.#width, height: this.#height, format: 'rgb24' } as const;
    if (this.#scene.fault === 'dark')
      return { ...size, pixels: new Uint8Array(size.width * size.height * 3).fill(3) };
    const moment = this.#scene.fault === 'frozen' ? 0 : at;
    this.#layers ??= this.#makeLayers();
    const { ground, front } = await this.#layers;
    const pixels = Uint8Array.from(ground);
    await this.#paintVehicles(pixels, moment);
    this.#blend(pixels, { rgba: front, width: this.#width, height: this.#height }, [0, 0]);
    if (this.#scene.light === 'rain') this.#paintRain(pixels, moment);
    addNoise(pixels, { seed: this.#scene.seed, at: moment, amplitude: noiseAmplitude });
    return { ...size, pixels };
  }

  async #makeLayers(): Promise<{ ground: Uint8Array; front: Uint8Array }> {
    const brightness = brightnessOf[this.#scene.light];
    const render = (svg: string) =>
      sharp(Buffer.from(svg)).resize(this.#width, this.#height).modulate({ brightness });
    const ground = await render(groundOf(this.#scene)).removeAlpha().raw().toBuffer();
    const front = await render(occluderOf(this.#scene)).ensureAlpha().raw().toBuffer();
    return { ground: new Uint8Array(ground), front: new Uint8Array(front) };
  }

  async #paintVehicles(pixels: Uint8Array, at: number): Promise<void> {
    const vehicles = vehiclesAt(this.#scene, at).toSorted((a, b) => a.y - b.y);
    for (const vehicle of vehicles) this.#place(pixels, await this.#sprites.of(vehicle), vehicle);
    if (this.#scene.occlusion !== 'lorry') return;
    this.#place(pixels, await this.#sprites.parkedLorry(parkedLorry.size), parkedLorry);
  }

  /** Places a sprite with its anchor at a point, px of the scene. */
  #place(pixels: Uint8Array, { rgba, size, anchor }: TrafficSprite, point: { x: number; y: number }): void {
    const zoom = this.#width / sceneWidth;
    const corner = [Math.round(point.x * zoom - anchor[0]), Math.round(point.y * zoom - anchor[1])] as const;
    this.#blend(pixels, { rgba, width: size, height: size }, corner);
  }

  #blend(pixels: Uint8Array, layer: RgbaLayer, [left, top]: readonly [left: number, top: number]): void {
    const [fromX, toX] = [Math.max(0, -left), Math.min(layer.width, this.#width - left)];
    const [fromY, toY] = [Math.max(0, -top), Math.min(layer.height, this.#height - top)];
    for (let y = fromY; y < toY; y += 1) {
      let source = (y * layer.width + fromX) * 4;
      let target = ((top + y) * this.#width + left + fromX) * 3;
      for (let x = fromX; x < toX; x += 1, source += 4, target += 3) {
        const alpha = (layer.rgba[source + 3] as number) / 255;
        if (alpha === 0) continue;
        for (let channel = 0; channel < 3; channel += 1)
          pixels[target + channel] =
            (pixels[target + channel] as number) * (1 - alpha) +
            (layer.rgba[source + channel] as number) * alpha;
      }
    }
  }

  /** Light streaks that fall to the lower left, at other places in each picture. */
  #paintRain(pixels: Uint8Array, at: number): void {
    const length = Math.round(this.#height / 14);
    for (let streak = 0; streak < streaks; streak += 1) {
      const pick = (salt: number) => hashNumber(this.#scene.seed, Math.floor(at), streak, salt);
      const [x, y] = [pick(41) * this.#width, pick(42) * (this.#height - length)];
      for (let step = 0; step < length; step += 1) {
        const column = Math.floor(x - step / 4);
        if (column < 0) break;
        const target = ((Math.floor(y) + step) * this.#width + column) * 3;
        for (let channel = 0; channel < 3; channel += 1)
          pixels[target + channel] = Math.min(255, (pixels[target + channel] as number) + 35);
      }
    }
  }
}

interface RgbaLayer {
  readonly rgba: Uint8Array;
  /** px */
  readonly width: number;
  readonly height: number;
}
