import { createHash } from 'node:crypto';
import { type ModelCard, modelCard } from '@vialog/contracts';
import { type Checked, valid, invalid } from './checked.ts';
import { type OnnxSummary, readOnnx } from './read-onnx.ts';
import { rejectionOfLabel } from './rejected-labels.ts';

/** A model file and the card that describes it, unchecked. */
export interface ModelPackage {
  /** Text of `model.json`. */
  readonly card: string;
  readonly model: Uint8Array;
}

/** A checked package. */
export interface ValidModel {
  readonly card: ModelCard;
  readonly graph: OnnxSummary;
}

/** ONNX element type of float32. */
const float32Type = 1;

/** Checks a package: the card, hash and structure of the file, and that both name the same tensors. */
export function checkPackage(found: ModelPackage): Checked<ValidModel> {
  const card = checkCard(found.card);
  return card.ok ? checkModel(card.value, found.model) : card;
}

/** Checks the text of a `model.json`: its schema, and that it has no rejected labels. */
export function checkCard(text: string): Checked<ModelCard> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const parsed = modelCard.safeParse(json.value);
  if (!parsed.success)
    return invalid(
      ...parsed.error.issues.map(
        (issue) => `model.json, ${issue.path.join('.') || 'whole'}: ${issue.message}`,
      ),
    );
  const rejections = parsed.data.labels.flatMap((label) => rejectionOfLabel(label) ?? []);
  if (rejections.length === 0) return valid(parsed.data);
  return invalid(
    `${rejections.slice(0, 3).join('; ')}: Vialog runs no model that identifies or describes people`,
  );
}

/** Checks the file against its card. */
export function checkModel(card: ModelCard, model: Uint8Array): Checked<ValidModel> {
  const graph = readOnnx(model);
  if (!graph.ok) return invalid(...graph.problems.map((problem) => `${card.file}: ${problem}`));
  const problems = [
    ...fileProblems(card, model),
    ...inputProblems(card, graph.value),
    ...outputProblems(card, graph.value),
  ];
  return problems.length > 0 ? invalid(...problems) : valid({ card, graph: graph.value });
}

function parseJson(text: string): Checked<unknown> {
  try {
    return valid(JSON.parse(text) as unknown);
  } catch {
    return invalid('model.json is not JSON; models/nanodet-g-416/model.json is an example');
  }
}

function fileProblems(card: ModelCard, model: Uint8Array): string[] {
  if (model.length !== card.bytes)
    return [
      `${card.file}: expected ${card.bytes} bytes by the card, found ${model.length}: the file was replaced or truncated`,
    ];
  const sha256 = createHash('sha256').update(model).digest('hex');
  if (sha256 === card.sha256) return [];
  return [
    `${card.file}: expected sha256 ${card.sha256} by the card, found ${sha256}: the file was replaced or damaged`,
  ];
}

function inputProblems({ input, file }: ModelCard, graph: OnnxSummary): string[] {
  const names = graph.inputs.map((value) => value.name).join(', ') || 'none';
  const found = graph.inputs.find((value) => value.name === input.name);
  if (!found || graph.inputs.length !== 1)
    return [`${file}: expected one input "${input.name}" by the card, found ${names}`];
  if (found.type !== float32Type)
    return [`${file}: expected a float32 input, found ONNX type ${found.type}: export with float input`];
  const { width, height } = input;
  const expected = input.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
  const matches =
    found.dims === undefined ||
    (found.dims.length === 4 && found.dims.every((size, i) => size === -1 || size === expected[i]));
  return matches
    ? []
    : [`${file}: expected an input of [${expected.join()}] by the card, found [${found.dims.join()}]`];
}

/** Checks number and names of the outputs; their shapes are checked when the model runs for the first time. */
function outputProblems({ decoder, file }: ModelCard, graph: OnnxSummary): string[] {
  const names = graph.outputs.map((value) => value.name);
  const found = names.join(', ') || 'none';
  switch (decoder.kind) {
    case 'gfl': {
      const minOutputs = decoder.strides.length * 2;
      return names.length >= minOutputs
        ? []
        : [`${file}: expected ${minOutputs} outputs for ${decoder.strides.length} strides, found ${found}`];
    }
    case 'yolox':
      return names.length > 0 ? [] : [`${file}: expected an output, found none`];
    case 'ssd':
      return [decoder.scores, decoder.boxes]
        .filter((name) => !names.includes(name))
        .map((name) => `${file}: expected an output "${name}" by the card, found ${found}`);
  }
}
