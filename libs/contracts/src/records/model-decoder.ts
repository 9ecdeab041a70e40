import { z } from 'zod';

const outputName = z.string().max(400);
const scoreKind = z.enum(['probability', 'logit']).describe('Whether the sigmoid is already applied');
const unit = z.enum(['pixels', 'fraction']).describe('Unit of the boxes: px of the input, or 0..1 of it');

/** Columns of a row of an end-to-end model. */
export const boxColumns = ['x1', 'y1', 'x2', 'y2', 'score', 'label', 'batch', 'unused'] as const;

/** Decoders of model cards: each is a family of output tensors. Shapes are given without the batch where it is 1. */
export const modelDecoder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('gfl').describe('NanoDet, PicoDet: distances as distributions over bins, per stride'),
    strides: z.array(z.int().min(1)).min(1).describe('Grid strides, px of the input'),
    bins: z.int().min(2).describe('Bins per side of the box'),
    cellOffset: z.number().describe('Centre of a grid cell, cells'),
    scores: scoreKind,
  }),
  z.strictObject({
    kind: z.literal('yolox').describe('YOLOX: grid offsets, exponential sizes, objectness times class'),
    strides: z.array(z.int().min(1)).min(1).describe('Grid strides, px of the input'),
  }),
  z.strictObject({
    kind: z
      .literal('ssd')
      .describe('SSD with decoded boxes: scores [1,N,C] and boxes [1,N,1,4] ymin,xmin,ymax,xmax in 0..1'),
    scores: outputName.describe('Name of the score output'),
    boxes: outputName.describe('Name of the box output'),
  }),
  z.strictObject({
    kind: z
      .literal('yolo')
      .describe(
        'YOLOv5 to YOLO11 and the like: one row per candidate with a box and a score per label, before NMS',
      ),
    order: z
      .enum(['attributes-first', 'boxes-first'])
      .describe('[1,4+labels,N] as YOLOv8 exports it, or [1,N,4+labels]'),
    boxes: z.enum(['cxcywh', 'xyxy']).describe('Centre and size, or two corners'),
    unit,
    objectness: z.boolean().describe('Whether a fifth column multiplies the scores, as in YOLOv5 and YOLOv7'),
    scores: scoreKind,
  }),
  z.strictObject({
    kind: z
      .literal('end-to-end')
      .describe(
        'One row [1,N,6] or [N,7] per object, after NMS or without need of it: YOLOv10, YOLO26, YOLOv7 end2end',
      ),
    columns: z
      .array(z.enum(boxColumns))
      .min(6)
      .max(8)
      .describe('Meaning of the columns; x1, y1, x2, y2, score and label are required'),
    unit,
  }),
  z.strictObject({
    kind: z
      .literal('detections')
      .describe(
        'Separate outputs for boxes, scores and labels of the objects: NMS in the graph, D-FINE and RT-DETR exports',
      ),
    boxes: outputName.describe('Name of the box output [1,N,4]'),
    scores: outputName.describe('Name of the score output [1,N]'),
    labels: outputName.describe('Name of the label output [1,N]'),
    count: outputName.optional().describe('Name of the output with the number of valid rows'),
    corners: z.enum(['xyxy', 'yxyx']).describe('Order of the corners; TensorFlow has yxyx'),
    unit,
    firstLabel: z.int().min(0).max(1).describe('Number of the first label: 1 if 0 means background'),
  }),
  z.strictObject({
    kind: z
      .literal('detr')
      .describe('DETR family: logits [1,N,C] and boxes [1,N,4] as centre and size in 0..1'),
    logits: outputName.describe('Name of the output with logits'),
    boxes: outputName.describe('Name of the box output'),
    scores: z
      .enum(['sigmoid', 'softmax'])
      .describe('sigmoid: RT-DETR, D-FINE, RF-DETR; softmax: DETR, whose last column means no object'),
  }),
  z.strictObject({
    kind: z
      .literal('centernet')
      .describe('CenterNet: peaks of a heat map [1,C,H,W], with sizes and offsets [1,2,H,W] in cells'),
    heatmap: outputName.describe('Name of the heat map'),
    sizes: outputName.describe('Name of the output with width and height'),
    offsets: outputName.describe('Name of the output with the offset of the centre'),
    order: z.enum(['NCHW', 'NHWC']).describe('Order of the dimensions of the outputs'),
    scores: scoreKind,
  }),
]);
