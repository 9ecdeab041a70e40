import type { ModelCard, RgbPicture } from '@vialog/contracts';
import { place, type Placement, type Tile } from './placement.ts';
import { Resampler } from './resample.ts';
import { weightOne } from './taps.ts';

type Input = ModelCard['input'];

/**
 * Turns tiles of rgb24 pictures into the tensor a card asks for. One tensor is written again and again: use it
 * before the next `write`. About 1 ms at 416 px where the tile already has the input's size, 3 to 5 ms where it
 * must be scaled.
 */
export class InputTensor {
  /** [1,3,height,width] or [1,height,width,3], as the card says. */
  readonly data: Float32Array;
  readonly dims: readonly [number, number, number, number];
  private readonly input: Input;
  private readonly layout: Layout;
  private written: Placement | undefined;
  private readonly resampler = new Resampler();
  /** One scaled line, rgb. */
  private readonly line: Int32Array;

  constructor(input: Input) {
    this.input = input;
    const { width, height } = input;
    this.data = new Float32Array(3 * width * height);
    this.dims = input.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
    this.layout = layoutOf(input);
    this.line = new Int32Array(3 * width);
  }

  /** Cuts, scales, pads and normalises. The tile must lie inside the picture. */
  write(picture: RgbPicture, tile: Tile): Placement {
    const placement = place(tile, this.input);
    if (!samePlace(placement, this.written)) this.pad();
    this.written = placement;
    if (placement.width === tile.width && placement.height === tile.height)
      this.copy(picture, tile, placement);
    else this.scale(picture, tile, placement);
    return placement;
  }

  private pad(): void {
    const { channelStep, pixelStep, channels } = this.layout;
    const pixels = this.data.length / 3;
    for (const { target, normal } of channels) {
      const value = normal(this.input.pad);
      for (let i = 0; i < pixels; i += 1) this.data[target * channelStep + i * pixelStep] = value;
    }
  }

  private copy({ pixels, width }: RgbPicture, tile: Tile, placement: Placement): void {
    const { channelStep, pixelStep, rowStep, channels } = this.layout;
    const { data } = this;
    const [red, green, blue] = channels;
    const start = placement.y * rowStep + placement.x * pixelStep;
    for (let y = 0; y < tile.height; y += 1) {
      let from = ((tile.y + y) * width + tile.x) * 3;
      let to = start + y * rowStep;
      // One pass over the line for all channels: every pixel is fetched once.
      for (const end = from + tile.width * 3; from < end; from += 3, to += pixelStep) {
        data[to + red.target * channelStep] = red.table[pixels[from] as number] as number;
        data[to + green.target * channelStep] = green.table[pixels[from + 1] as number] as number;
        data[to + blue.target * channelStep] = blue.table[pixels[from + 2] as number] as number;
      }
    }
  }

  private scale(picture: RgbPicture, tile: Tile, placement: Placement): void {
    this.resampler.prepare(tile, placement);
    const { line } = this;
    const { rowStep, pixelStep, channelStep, channels } = this.layout;
    for (let y = 0; y < placement.height; y += 1) {
      this.resampler.line(picture, tile, y, line);
      const start = (placement.y + y) * rowStep + placement.x * pixelStep;
      for (const { source, target, lineGain, offset } of channels) {
        let to = target * channelStep + start;
        for (let from = source; from < placement.width * 3; from += 3, to += pixelStep) {
          this.data[to] = (line[from] as number) * lineGain + offset;
        }
      }
    }
  }
}

interface Channel {
  /** Channel of rgb24: 0 red, 1 green, 2 blue. */
  readonly source: number;
  /** Channel of the tensor. */
  readonly target: number;
  /** Multiplies a value of a scaled line, then `offset` is added. */
  readonly lineGain: number;
  readonly offset: number;
  readonly normal: (value: number) => number;
  /** The normalised value of each byte. */
  readonly table: Float32Array;
}

interface Layout {
  readonly pixelStep: number;
  readonly rowStep: number;
  readonly channelStep: number;
  /** Red, green, blue. */
  readonly channels: readonly [Channel, Channel, Channel];
}

function layoutOf(input: Input): Layout {
  const planar = input.layout === 'NCHW';
  const pixelStep = planar ? 1 : 3;
  return {
    pixelStep,
    rowStep: input.width * pixelStep,
    channelStep: planar ? input.width * input.height : 1,
    channels: [channelOf(input, 0), channelOf(input, 1), channelOf(input, 2)],
  };
}

function channelOf(input: Input, source: number): Channel {
  const target = input.channels === 'RGB' ? source : 2 - source;
  const gain = 1 / (input.std[target] as number);
  const offset = -(input.mean[target] as number) * gain;
  const normal = (value: number) => value * gain + offset;
  return {
    source,
    target,
    lineGain: gain / (weightOne * weightOne),
    offset,
    normal,
    table: Float32Array.from({ length: 256 }, (_, i) => normal(i)),
  };
}

function samePlace(a: Placement, b: Placement | undefined): boolean {
  return b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
