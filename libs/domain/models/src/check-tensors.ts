import type { ModelCard } from '@vialog/contracts';
import type { OnnxSummary, OnnxValue } from './read-onnx.ts';

/** Numbers of TensorProto.DataType, by the name in a card. */
const elementTypes = { float32: 1, uint8: 2, int32: 6, int64: 7, float16: 10 } as const;

const nameOfType = (type: number): string =>
  Object.entries(elementTypes).find(([, number]) => number === type)?.[0] ?? `ONNX type ${type}`;

/** Compares the inputs of the graph with the card: names, element types and sizes. */
export function inputProblems({ input, file }: ModelCard, graph: OnnxSummary): string[] {
  const expected = [input.name, ...(input.sizeInput ? [input.sizeInput.name] : [])];
  const names = graph.inputs.map((value) => value.name);
  if (names.length !== expected.length || !expected.every((name) => names.includes(name))) {
    const found = names.join(', ') || 'none';
    const many = expected.length === 1 ? 'one input' : `${expected.length} inputs`;
    return [`${file}: expected ${many} "${expected.join('", "')}" by the card, found ${found}`];
  }
  const valueOf = (name: string) => graph.inputs.find((value) => value.name === name) as OnnxValue;
  return [
    ...pictureProblems(input, valueOf(input.name)),
    ...(input.sizeInput ? sizeProblems(input.sizeInput, valueOf(input.sizeInput.name)) : []),
  ].map((problem) => `${file}: ${problem}`);
}

function pictureProblems(input: ModelCard['input'], found: OnnxValue): string[] {
  const { width, height, batch = 1, dtype = 'float32' } = input;
  if (found.type !== elementTypes[dtype])
    return [`expected ${dtype} input by the card, found ${nameOfType(found.type)}: set input.dtype`];
  const expected = input.layout === 'NCHW' ? [batch, 3, height, width] : [batch, height, width, 3];
  const matches =
    found.dims === undefined ||
    (found.dims.length === 4 && found.dims.every((size, i) => size === -1 || size === expected[i]));
  return matches
    ? []
    : [`expected an input of [${expected.join()}] by the card, found [${found.dims.join()}]`];
}

function sizeProblems(
  { name, dtype }: NonNullable<ModelCard['input']['sizeInput']>,
  found: OnnxValue,
): string[] {
  if (found.type === elementTypes[dtype]) return [];
  return [`expected ${dtype} in input "${name}" by the card, found ${nameOfType(found.type)}`];
}

/** Compares number and names of the outputs; their shapes are checked when the model runs for the first time. */
export function outputProblems({ decoder, file }: ModelCard, graph: OnnxSummary): string[] {
  const names = graph.outputs.map((value) => value.name);
  const found = names.join(', ') || 'none';
  if (decoder.kind === 'gfl' && names.length < decoder.strides.length * 2)
    return [
      `${file}: expected ${decoder.strides.length * 2} outputs for ${decoder.strides.length} strides, found ${found}`,
    ];
  if (names.length === 0) return [`${file}: expected an output, found none`];
  return namedOutputs(decoder)
    .filter((name) => !names.includes(name))
    .map((name) => `${file}: expected an output "${name}" by the card, found ${found}`);
}

/** Outputs that a decoder finds by name. */
function namedOutputs(decoder: ModelCard['decoder']): string[] {
  switch (decoder.kind) {
    case 'gfl':
    case 'yolox':
    case 'yolo':
    case 'end-to-end':
      return [];
    case 'ssd':
      return [decoder.scores, decoder.boxes];
    case 'detr':
      return [decoder.logits, decoder.boxes];
    case 'centernet':
      return [decoder.heatmap, decoder.sizes, decoder.offsets];
    case 'detections':
      return [decoder.boxes, decoder.scores, decoder.labels, decoder.count].filter(
        (name) => name !== undefined,
      );
  }
}
