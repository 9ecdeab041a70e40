import { z } from 'zod';
import { modelId } from './ids.ts';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
  .describe('SHA-256 of the file');
const triple = z.tuple([z.number(), z.number(), z.number()]);
const shortText = z.string().max(400);

const decoder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('gfl').describe('NanoDet, PicoDet: distances as distributions over bins, per stride'),
    strides: z.array(z.int().min(1)).min(1).describe('Grid strides, px of the input'),
    bins: z.int().min(2).describe('Bins per side of the box'),
    cellOffset: z.number().describe('Centre of a grid cell, cells'),
    scores: z.enum(['probability', 'logit']).describe('Whether the sigmoid is already applied'),
  }),
  z.strictObject({
    kind: z.literal('yolox').describe('YOLOX: grid offsets, exponential sizes, objectness times class'),
    strides: z.array(z.int().min(1)).min(1).describe('Grid strides, px of the input'),
  }),
  z.strictObject({
    kind: z
      .literal('ssd')
      .describe('SSD with decoded boxes: scores [1,N,C] and boxes [1,N,1,4] ymin,xmin,ymax,xmax in 0..1'),
    scores: shortText.describe('Name of the score output'),
    boxes: shortText.describe('Name of the box output'),
  }),
]);

/** Model card: everything that is needed to run the model, so that no model needs its own code. */
export const modelCard = z
  .strictObject({
    v: z.literal(1).describe('Card version'),
    id: modelId,
    name: shortText.describe('Display name'),
    version: shortText.describe('Version of the package'),
    file: z
      .string()
      .regex(/^[\w.-]+\.onnx$/)
      .describe('ONNX file in the folder of the card'),
    sha256,
    bytes: z.int().min(1).max(200_000_000).describe('Size of the file, bytes'),
    licence: shortText.describe('SPDX licence of the weights'),
    trainedBy: shortText.describe('Author and training data'),
    source: z.looseObject({}).describe('Origin of the weights and conversion tool'),
    input: z
      .strictObject({
        name: shortText.describe('Name of the input tensor'),
        layout: z.enum(['NCHW', 'NHWC']).describe('Order of the dimensions'),
        width: z.int().min(32).max(2048).describe('px'),
        height: z.int().min(32).max(2048).describe('px'),
        channels: z.enum(['RGB', 'BGR']).describe('Order of the channels'),
        mean: triple.describe('Subtracted per channel, in the order of channels, 0..255'),
        std: triple.describe('Divided by per channel, in the order of channels'),
        resize: z
          .enum(['letterbox-top-left', 'letterbox-centre', 'stretch'])
          .describe('How a picture is resized'),
        pad: z.number().min(0).max(255).describe('Value of the padding before normalising, 0..255'),
      })
      .describe('Input tensor'),
    decoder: decoder.describe('Decoder of the outputs'),
    nms: z
      .strictObject({
        iou: z.number().gt(0).max(1).describe('IoU above which the box with the lower score is suppressed'),
      })
      .describe('Class-agnostic non-maximum suppression'),
    threshold: z.number().min(0.05).max(0.95).describe('Default confidence threshold, 0..1'),
    labels: z
      .array(z.string().max(40))
      .min(1)
      .max(400)
      .describe('Class names in the order of the outputs, COCO terms'),
    evaluation: z
      .array(
        z.strictObject({
          set: shortText.describe('Evaluation data set'),
          metric: shortText.describe('Metric with unit'),
          value: z.number().describe('Value'),
          command: shortText.describe('Command that measures it'),
        }),
      )
      .describe('Measured figures'),
  })
  .describe('Model card');
export type ModelCard = z.infer<typeof modelCard>;
