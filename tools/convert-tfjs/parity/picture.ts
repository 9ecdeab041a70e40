import sharp from 'sharp';

/** px */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Raw RGB pixels, row by row, 3 bytes each. */
export interface Picture extends Size {
  readonly rgb: Uint8Array;
}

export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** Preparation of a picture as network input; same names as in `input` of the model card. */
export interface InputRule {
  readonly layout: 'NCHW' | 'NHWC';
  readonly width: number;
  readonly height: number;
  readonly channels: 'RGB' | 'BGR';
  readonly resize: 'letterbox-top-left' | 'letterbox-centre' | 'stretch';
  /** 0..255, before normalising. */
  readonly pad: number;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Position of the region in the input: input px = (picture px - region origin) * scale + offset. */
export interface Fit {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export function whole({ width, height }: Size): Region {
  return { left: 0, top: 0, width, height };
}

export async function readPicture(path: string): Promise<Picture> {
  const { data, info } = await sharp(path)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** Cuts, fits and normalises: a float tensor with the dimensions of the layout. */
export async function toInput(
  picture: Picture,
  region: Region,
  rule: InputRule,
): Promise<{ tensor: Float32Array; dims: number[]; fit: Fit }> {
  const size = fittedSize(region, rule);
  const raw = { raw: { width: picture.width, height: picture.height, channels: 3 } } as const;
  const pixels = await sharp(picture.rgb, raw)
    .extract(region)
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const centred = rule.resize === 'letterbox-centre';
  const offsetX = centred ? Math.floor((rule.width - size.width) / 2) : 0;
  const offsetY = centred ? Math.floor((rule.height - size.height) / 2) : 0;
  const fit = { scaleX: size.width / region.width, scaleY: size.height / region.height, offsetX, offsetY };
  const { width, height, layout } = rule;
  const dims = layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
  return { tensor: normalise({ ...size, rgb: pixels }, fit, rule), dims, fit };
}

function fittedSize(region: Region, rule: InputRule): Size {
  if (rule.resize === 'stretch') return { width: rule.width, height: rule.height };
  const scale = Math.min(rule.width / region.width, rule.height / region.height);
  return { width: Math.round(region.width * scale), height: Math.round(region.height * scale) };
}

function normalise(small: Picture, fit: Fit, rule: InputRule): Float32Array {
  const plane = rule.width * rule.height;
  const [channelStep, pixelStep] = rule.layout === 'NCHW' ? [plane, 1] : [1, 3];
  const tensor = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const mean = rule.mean[channel] ?? 0;
    const std = rule.std[channel] ?? 1;
    const from = rule.channels === 'BGR' ? 2 - channel : channel;
    for (let i = 0; i < plane; i++) tensor[channel * channelStep + i * pixelStep] = (rule.pad - mean) / std;
    for (let y = 0; y < small.height; y++)
      for (let x = 0; x < small.width; x++) {
        const pixel = (y + fit.offsetY) * rule.width + x + fit.offsetX;
        const value = ((small.rgb[(y * small.width + x) * 3 + from] ?? 0) - mean) / std;
        tensor[channel * channelStep + pixel * pixelStep] = value;
      }
  }
  return tensor;
}
