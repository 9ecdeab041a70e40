import { z } from 'zod';
import { modelId } from './ids.ts';
import { modelDecoder } from './model-decoder.ts';

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
  .describe('SHA-256 of the file');
const triple = z.tuple([z.number(), z.number(), z.number()]);
const shortText = z.string().max(400);

/** Element types of the input tensor. */
export const inputTypes = ['float32', 'float16', 'uint8'] as const;

const sizeInput = z
  .strictObject({
    name: shortText.describe('Name of the second input'),
    order: z.enum(['width-height', 'height-width']).describe('Order of the two sizes'),
    dtype: z.enum(['int64', 'int32', 'float32']).describe('Element type'),
  })
  .describe(
    'Second input [batch,2] for the size of the picture, as DETR exports have it (orig_target_sizes): it gets the size of the input, px',
  );

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
        dtype: z.enum(inputTypes).optional().describe('Element type of the tensor; float32 if missing'),
        batch: z
          .int()
          .min(1)
          .max(64)
          .optional()
          .describe('Fixed number of pictures per run; the picture is in the first place. 1 if missing'),
        sizeInput: sizeInput.optional(),
        pad: z.number().min(0).max(255).describe('Value of the padding before normalising, 0..255'),
      })
      .describe('Input tensor'),
    decoder: modelDecoder.describe('Decoder of the outputs'),
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
