import { createHash } from 'node:crypto';
import { type ModelCard, modelCard } from '@vialog/contracts';
import { type Checked, valid, invalid } from './checked.ts';
import { type OnnxSummary, readOnnx } from './read-onnx.ts';
import { rejectionOfLabels } from './rejected-labels.ts';
import { inputProblems, outputProblems } from './check-tensors.ts';

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
  const rejection = rejectionOfLabels(parsed.data.labels);
  return rejection === undefined ? valid(parsed.data) : invalid(rejection);
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
