import type { ModelCard } from '@vialog/contracts';
import type { OnnxValue } from './read-onnx.ts';

type Decoder = ModelCard['decoder'];
type Size = Pick<ModelCard['input'], 'width' | 'height'>;

/** Families that differ in the way a picture is prepared. */
export type Family =
  'yolo' | 'yolox' | 'rt-detr' | 'rf-detr' | 'nanodet' | 'picodet' | 'ssd' | 'tensorflow' | 'centernet';

export interface DecoderProposal {
  readonly family: Family;
  readonly decoder: Decoder;
  /** Number of labels by the shapes; undefined if the shapes do not say it. */
  readonly labels: number | undefined;
}

export interface OutputShapes {
  readonly outputs: readonly OnnxValue[];
  readonly size: Size;
  /** Number of labels, if the file or a person says it. */
  readonly labels: number | undefined;
  readonly hasSizeInput: boolean;
}

/** Derives the decoder from names and shapes of the outputs; undefined if they match no known family. */
export function proposeDecoder(shapes: OutputShapes): DecoderProposal | undefined {
  const { outputs } = shapes;
  if (outputs.length === 1) return ofOneOutput(shapes);
  if (outputs.length === 2) return ofTwoOutputs(outputs);
  return ofMaps(outputs) ?? ofStrides(shapes) ?? ofSeparateOutputs(shapes);
}

function ofOneOutput({ outputs, size, labels }: OutputShapes): DecoderProposal | undefined {
  const dims = outputs.flatMap((output) => output.dims ?? []);
  const [rows = 0, columns = 0] = dims.slice(-2);
  if (dims.length === 2 && columns === 7)
    return endToEnd(['batch', 'x1', 'y1', 'x2', 'y2', 'label', 'score'], labels);
  if (dims.length !== 3) return undefined;
  if (columns === 6 && !isRow(columns, labels))
    return endToEnd(['x1', 'y1', 'x2', 'y2', 'score', 'label'], labels);
  return isAttributesFirst(rows, columns)
    ? yolo('attributes-first', rows, { labels, hasObjectness: rows - 5 === labels })
    : ofRows(columns, rows, { size, labels });
}

/** There are fewer attributes than candidates, whose number may be free. */
const isAttributesFirst = (rows: number, columns: number): boolean =>
  rows > 0 && (columns === -1 || rows < columns);

/** Whether a row holds a box and a score per label. */
const isRow = (columns: number, labels: number | undefined): boolean =>
  labels !== undefined && (columns === labels + 4 || columns === labels + 5);

function ofRows(
  columns: number,
  rows: number,
  { size, labels }: Pick<OutputShapes, 'size' | 'labels'>,
): DecoderProposal | undefined {
  if (columns < 5) return undefined;
  const hasObjectness = columns === (labels ?? 80) + 5;
  if (!hasObjectness || rows !== cellsOf(size, [8, 16, 32]))
    return yolo('boxes-first', columns, { labels, hasObjectness });
  return { family: 'yolox', decoder: { kind: 'yolox', strides: [8, 16, 32] }, labels: columns - 5 };
}

function yolo(
  order: 'attributes-first' | 'boxes-first',
  columns: number,
  { labels, hasObjectness }: { readonly labels: number | undefined; readonly hasObjectness: boolean },
): DecoderProposal | undefined {
  const found = columns - (hasObjectness ? 5 : 4);
  if (found < 1 || (labels !== undefined && found !== labels)) return undefined;
  const shape = {
    order,
    boxes: 'cxcywh',
    unit: 'pixels',
    objectness: hasObjectness,
    scores: 'probability',
  } as const;
  return { family: 'yolo', decoder: { kind: 'yolo', ...shape }, labels: found };
}

function endToEnd(
  columns: Extract<Decoder, { kind: 'end-to-end' }>['columns'],
  labels: number | undefined,
): DecoderProposal {
  return { family: 'yolo', decoder: { kind: 'end-to-end', columns, unit: 'pixels' }, labels };
}

/** Boxes [1,N,4] and scores [1,N,C]: a DETR has some hundred queries, an SSD some thousand anchors. */
function ofTwoOutputs(outputs: readonly OnnxValue[]): DecoderProposal | undefined {
  const boxes = outputs.find(({ dims }) => dims?.at(-1) === 4);
  const scores = outputs.find((output) => output !== boxes && output.dims?.length === 3);
  if (!boxes || !scores) return undefined;
  const labels = scores.dims?.at(-1);
  if (rowsOf(boxes) > maxQueries)
    return { family: 'ssd', decoder: { kind: 'ssd', scores: scores.name, boxes: boxes.name }, labels };
  return {
    family: boxes.name === 'dets' ? 'rf-detr' : 'rt-detr',
    decoder: { kind: 'detr', logits: scores.name, boxes: boxes.name, scores: 'sigmoid' },
    labels,
  };
}

/** A DETR has at most some hundred queries. */
const maxQueries = 1_000;
const rowsOf = ({ dims = [] }: OnnxValue): number => dims[1] ?? 0;

/** Heat map [1,C,H,W], sizes and offsets [1,2,H,W] in this order. */
function ofMaps(outputs: readonly OnnxValue[]): DecoderProposal | undefined {
  if (outputs.length !== 3 || outputs.some(({ dims }) => dims?.length !== 4)) return undefined;
  const order = outputs.filter(({ dims }) => dims?.[1] === 2).length >= 2 ? 'NCHW' : 'NHWC';
  const channels = ({ dims }: OnnxValue) => dims?.[order === 'NCHW' ? 1 : 3] ?? 0;
  const heatmap = outputs.find((output) => channels(output) !== 2);
  const [sizes, offsets] = outputs.filter((output) => channels(output) === 2);
  if (!heatmap || !sizes || !offsets) return undefined;
  const names = { heatmap: heatmap.name, sizes: sizes.name, offsets: offsets.name };
  return {
    family: 'centernet',
    decoder: { kind: 'centernet', ...names, order, scores: 'probability' },
    labels: channels(heatmap),
  };
}

/** Pairs of scores [1,N,C] and distances [1,N,4 × bins] per stride. */
function ofStrides({ outputs, size, labels }: OutputShapes): DecoderProposal | undefined {
  const shapes = outputs.map(({ dims = [] }) => dims.slice(-2) as [number, number]);
  const rows = [...new Set(shapes.map(([count]) => count))].sort((a, b) => b - a);
  const strides = rows.map((count) => [8, 16, 32, 64].find((stride) => cellsOf(size, [stride]) === count));
  if (outputs.length !== 2 * rows.length || strides.some((stride) => stride === undefined)) return undefined;
  const widths = [...new Set(shapes.map(([, columns]) => columns))];
  const scores = labels ?? (widths.includes(80) ? 80 : undefined);
  const distances = widths.find((columns) => columns !== scores);
  if (widths.length !== 2 || scores === undefined || distances === undefined || distances % 4 > 0)
    return undefined;
  const family = strides.length === 4 ? 'picodet' : 'nanodet';
  const bins = distances / 4;
  const decoder = {
    kind: 'gfl',
    strides: strides as number[],
    bins,
    cellOffset: 0.5,
    scores: 'probability',
  } as const;
  return { family, decoder, labels: scores };
}

const cellsOf = ({ width, height }: Size, strides: readonly number[]): number =>
  strides.reduce((sum, stride) => sum + Math.ceil(width / stride) * Math.ceil(height / stride), 0);

/** Boxes [1,N,4], scores [1,N] and labels [1,N], by their names. */
function ofSeparateOutputs({ outputs, labels, hasSizeInput }: OutputShapes): DecoderProposal | undefined {
  const named = (pattern: RegExp) => outputs.find(({ name }) => pattern.test(name))?.name;
  const [boxes, scores, classes] = [named(/box/i), named(/score|conf/i), named(/class|label/i)];
  if (boxes === undefined || scores === undefined || classes === undefined) return undefined;
  const isTensorflow = boxes.startsWith('detection_');
  const count = named(/num|count/i);
  const decoder = {
    kind: 'detections',
    boxes,
    scores,
    labels: classes,
    ...(count === undefined ? {} : { count }),
    corners: isTensorflow ? 'yxyx' : 'xyxy',
    unit: isTensorflow ? 'fraction' : 'pixels',
    firstLabel: isTensorflow ? 1 : 0,
  } as const;
  return { family: isTensorflow ? 'tensorflow' : hasSizeInput ? 'rt-detr' : 'yolo', decoder, labels };
}
