import type { ModelCard } from '@vialog/contracts';
import type { Family } from './propose-decoder.ts';
import type { OnnxValue } from './read-onnx.ts';

type Input = ModelCard['input'];

/** The parts of the input that the graph itself says. */
export interface TensorProposal extends Pick<Input, 'name' | 'layout' | 'dtype' | 'batch' | 'sizeInput'> {
  /** px; undefined where the axis is free. */
  readonly width: number | undefined;
  readonly height: number | undefined;
}

const dtypes = { 1: 'float32', 2: 'uint8', 10: 'float16' } as const;
const sizeTypes = { 1: 'float32', 6: 'int32', 7: 'int64' } as const;

/** Reads the input of the picture, and the input for its size if there is one; a sentence if the inputs are of another kind. */
export function proposeTensor(inputs: readonly OnnxValue[]): TensorProposal | string {
  const picture = inputs.find(({ dims }) => dims?.length === 4);
  const others = inputs.filter((input) => input !== picture);
  const [size] = others;
  if (!picture || others.length > 1 || (size && !isSize(size)))
    return `expected one input with 4 axes for the picture, and at most one [N,2] for its size, found ${describe(inputs)}: export the model with one picture as input`;
  const dtype = dtypes[picture.type as keyof typeof dtypes] as Input['dtype'] | undefined;
  if (dtype === undefined)
    return `expected float32, float16 or uint8 input, found ONNX type ${picture.type}: export with float input`;
  return tensorOf(picture, dtype, size);
}

function tensorOf(
  picture: OnnxValue,
  dtype: NonNullable<Input['dtype']>,
  size: OnnxValue | undefined,
): TensorProposal | string {
  const dims = picture.dims ?? [];
  const layout = layoutOf(dims);
  if (layout === undefined)
    return `expected 3 colour channels, found an input of [${dims.join()}]: only models for colour pictures are supported`;
  const [height, width] = layout === 'NHWC' ? dims.slice(1) : dims.slice(2);
  const [batch = 1] = dims;
  return {
    name: picture.name,
    layout,
    ...(dtype === 'float32' ? {} : { dtype }),
    ...(batch > 1 ? { batch } : {}),
    ...(size ? { sizeInput: sizeInputOf(size) } : {}),
    width: fixed(width),
    height: fixed(height),
  };
}

/** Channels are first where their number is free. */
function layoutOf([, second, , fourth]: readonly number[]): Input['layout'] | undefined {
  if (second === 3) return 'NCHW';
  if (fourth === 3) return 'NHWC';
  return second === -1 ? 'NCHW' : undefined;
}

const fixed = (side: number | undefined): number | undefined => (side === -1 ? undefined : side);

const isSize = ({ dims, type }: OnnxValue): boolean =>
  dims?.length === 2 && dims[1] === 2 && type in sizeTypes;

function sizeInputOf({ name, type }: OnnxValue): NonNullable<Input['sizeInput']> {
  const order = name === 'orig_target_sizes' ? 'width-height' : 'height-width';
  return { name, order, dtype: sizeTypes[type as keyof typeof sizeTypes] };
}

/** Names, types and shapes for a message. */
export function describe(values: readonly OnnxValue[]): string {
  return values.map(({ name, dims }) => `${name} [${dims?.join() ?? 'no shape'}]`).join(', ') || 'none';
}

type Preparation = Pick<Input, 'channels' | 'mean' | 'std' | 'resize' | 'pad'>;

const raw = { mean: [0, 0, 0], std: [1, 1, 1] } satisfies Partial<Preparation>;
const byte = { mean: [0, 0, 0], std: [255, 255, 255] } satisfies Partial<Preparation>;
const imageNet = {
  mean: [123.675, 116.28, 103.53],
  std: [58.395, 57.12, 57.375],
} satisfies Partial<Preparation>;

/** How the exporters of each family prepare a picture. The graph does not say it: a person checks it on a picture. */
const preparations: Readonly<Record<Family, Preparation>> = {
  yolo: { channels: 'RGB', ...byte, resize: 'letterbox-centre', pad: 114 },
  yolox: { channels: 'BGR', ...raw, resize: 'letterbox-top-left', pad: 114 },
  'rt-detr': { channels: 'RGB', ...byte, resize: 'stretch', pad: 0 },
  'rf-detr': { channels: 'RGB', ...imageNet, resize: 'stretch', pad: 0 },
  nanodet: {
    channels: 'BGR',
    mean: [103.53, 116.28, 123.675],
    std: [57.375, 57.12, 58.395],
    resize: 'letterbox-centre',
    pad: 0,
  },
  picodet: { channels: 'RGB', ...imageNet, resize: 'stretch', pad: 0 },
  ssd: {
    channels: 'RGB',
    mean: [127.5, 127.5, 127.5],
    std: [127.5, 127.5, 127.5],
    resize: 'stretch',
    pad: 0,
  },
  tensorflow: { channels: 'RGB', ...raw, resize: 'stretch', pad: 0 },
  centernet: { channels: 'RGB', ...imageNet, resize: 'stretch', pad: 0 },
};

/** The preparation of a family; a uint8 graph contains the normalisation. */
export function preparationOf(family: Family, dtype: Input['dtype']): Preparation {
  const known = preparations[family];
  return dtype === 'uint8' ? { ...known, ...raw } : known;
}
