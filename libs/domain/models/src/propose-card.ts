import { createHash } from 'node:crypto';
import { type ModelCard, modelCard } from '@vialog/contracts';
import { checkModel } from './check-package.ts';
import { weightProblems } from './check-weights.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { cocoLabels } from './coco-labels.ts';
import { type NormalisedOnnx, normaliseOnnx } from './normalise-onnx.ts';
import { labelsOf, type OnnxMetadata, readMetadata, sizeOf } from './onnx-metadata.ts';
import { type DecoderProposal, proposeDecoder } from './propose-decoder.ts';
import { describe, preparationOf, proposeTensor, type TensorProposal } from './propose-input.ts';
import { type OnnxSummary, readOnnx } from './read-onnx.ts';
import { rejectionOfLabels } from './rejected-labels.ts';

/** What a person says about a model file. */
export interface ModelDescription extends Pick<ModelCard, 'id' | 'licence' | 'trainedBy'> {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  /** Size of the input where the axes are free, px. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
  /** Corrections of the proposal; fields that are missing stay as proposed. */
  readonly input?: Partial<ModelCard['input']> | undefined;
  readonly decoder?: ModelCard['decoder'] | undefined;
}

export interface CardProposal {
  readonly card: ModelCard;
  /** The file that the card describes: normalised. */
  readonly model: NormalisedOnnx;
  /** What the file does not say and the proposal assumes, as sentences. */
  readonly assumptions: readonly string[];
}

/**
 * Proposes a card for a model file from its graph and properties. The result is checked like every package. A person confirms it
 * on a picture: how a picture is prepared and what the labels mean is not part of a graph.
 */
export function proposeCard(file: Uint8Array, description: ModelDescription): Checked<CardProposal> {
  const graph = readOnnx(file);
  if (!graph.ok) return graph;
  const weights = weightProblems(file);
  if (weights.length > 0) return invalid(...weights);
  const tensor = proposeTensor(graph.value.inputs);
  if (typeof tensor === 'string') return invalid(tensor);
  const metadata = readMetadata(file);
  const size = sizeFrom(tensor, metadata, description);
  if (!size)
    return invalid(
      'the input has free axes and the file does not name its size: expected a size, such as 640x640',
    );
  return withOutputs(file, { graph: graph.value, tensor, metadata, size, description });
}

interface Found {
  readonly graph: OnnxSummary;
  readonly tensor: TensorProposal;
  readonly metadata: OnnxMetadata;
  readonly size: { readonly width: number; readonly height: number };
  readonly description: ModelDescription;
}

/** The sides of the graph, then those that a person says, then those of the properties. */
function sizeFrom(
  tensor: TensorProposal,
  metadata: OnnxMetadata,
  { size = sizeOf(metadata) }: ModelDescription,
): Found['size'] | undefined {
  const { width = size?.width, height = size?.height } = tensor;
  return width === undefined || height === undefined ? undefined : { width, height };
}

function withOutputs(file: Uint8Array, found: Found): Checked<CardProposal> {
  const { graph, metadata, size, tensor, description } = found;
  const named = description.labels ?? labelsOf(metadata);
  const proposed = proposeDecoder({
    outputs: graph.outputs,
    size,
    labels: named?.length,
    hasSizeInput: 'sizeInput' in tensor,
  });
  const { decoder = proposed?.decoder } = description;
  if (!decoder) return invalid(unknownFamily(graph, named));
  const labels = named ?? cocoLabels(proposed?.labels);
  if (!labels) return invalid(unknownLabels(proposed));
  const rejection = rejectionOfLabels(labels);
  if (rejection !== undefined) return invalid(rejection);
  const isNamed = named !== undefined;
  return checkedProposal(file, found, { decoder, labels, family: familyOf(proposed, decoder), isNamed });
}

const unknownFamily = ({ outputs }: OnnxSummary, labels: readonly string[] | undefined): string =>
  `the outputs ${describe(outputs)} belong to no known family${labels ? ` with ${labels.length} labels` : ''}: give the labels, or the decoder in the form of a card`;

const unknownLabels = (proposed: DecoderProposal | undefined): string =>
  `the file does not name its labels${proposed?.labels === undefined ? '' : ` (${proposed.labels})`}: expected a list of labels in the order of training`;

/** The family whose preparation of pictures is proposed. */
function familyOf(
  proposed: DecoderProposal | undefined,
  decoder: ModelCard['decoder'],
): DecoderProposal['family'] {
  return proposed?.decoder.kind === decoder.kind ? proposed.family : usualFamily[decoder.kind];
}

const usualFamily: Readonly<Record<ModelCard['decoder']['kind'], DecoderProposal['family']>> = {
  gfl: 'nanodet',
  yolox: 'yolox',
  yolo: 'yolo',
  'end-to-end': 'yolo',
  detections: 'rt-detr',
  detr: 'rt-detr',
  ssd: 'ssd',
  centernet: 'centernet',
};

interface Outputs extends Pick<DecoderProposal, 'decoder' | 'family'> {
  readonly labels: readonly string[];
  readonly isNamed: boolean;
}

function checkedProposal(file: Uint8Array, found: Found, outputs: Outputs): Checked<CardProposal> {
  const { description, tensor, size } = found;
  const model = normaliseOnnx(file);
  const card = modelCard.safeParse({
    v: 1,
    id: description.id,
    name: description.name ?? description.id,
    version: description.version ?? '1.0.0',
    file: 'model.onnx',
    sha256: createHash('sha256').update(model.bytes).digest('hex'),
    bytes: model.bytes.length,
    licence: description.licence,
    trainedBy: description.trainedBy,
    source: { sha256: createHash('sha256').update(file).digest('hex') },
    input: { ...tensor, ...preparationOf(outputs.family, tensor.dtype), ...size, ...description.input },
    decoder: outputs.decoder,
    nms: { iou: 0.5 },
    threshold: 0.3,
    labels: outputs.labels,
    evaluation: [],
  });
  if (!card.success)
    return invalid(...card.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const checked = checkModel(card.data, model.bytes);
  if (!checked.ok) return checked;
  return valid({ card: card.data, model, assumptions: assumptionsOf(card.data, outputs) });
}

function assumptionsOf({ input, decoder, labels }: ModelCard, { family, isNamed }: Outputs): string[] {
  const { channels, mean, std, resize, pad, batch = 1 } = input;
  return [
    `decoder ${decoder.kind}, as ${family} models have it`,
    `pictures are ${channels}, minus ${mean.join('/')}, divided by ${std.join('/')}, ${resize} with padding ${pad}`,
    ...(isNamed ? [] : [`the ${labels.length} labels are those of COCO`]),
    ...(batch > 1
      ? [`the batch is fixed to ${batch}: every frame costs the time of ${batch}; export with batch 1`]
      : []),
  ];
}
