import { fileURLToPath } from 'node:url';
import { decodePicture } from '@vialog/compose-capture';
import { addModelPackage, tryModel, type ModelTrial } from '@vialog/compose-detectors/models';
import { countClasses, type ModelCard, type RgbPicture } from '@vialog/contracts';
import { proposeCard, type CardProposal } from '@vialog/models';
import type { Command } from '../command.ts';
import { readInputFile } from '../input-file.ts';
import { runBindings } from './bindings-command.ts';
import { bindingVerbs, readBindingsRequest } from './bindings-request.ts';
import { readUseRequest, useModel } from './use-model.ts';
import { readModelFile, readModelsRequest } from './models-request.ts';

const shippedModels = fileURLToPath(new URL('../../../../models/', import.meta.url));

export const modelsCommand: Command = {
  summary: 'adds an ONNX model after checks, binds models to cameras and rolls back',
  usage: `usage: vialog models add <model.onnx> --id ID --licence SPDX --trained-by WHO [--picture FILE] [--confirm]
           [--name TEXT] [--version TEXT] [--labels LIST] [--size WxH] [--card FILE] [--models FOLDER]
       vialog models use <model id> --camera ID [--camera ID …] [--url URL] [--token-file FILE]
       vialog models use --previous --camera ID [--camera ID …] [--url URL] [--token-file FILE]
       vialog models bind <model id> SCOPE --why TEXT [--threshold N] [--canary PERCENT]
           [--url URL] [--token-file FILE]
       vialog models unbind|rollback SCOPE --why TEXT [--url URL] [--token-file FILE]
       vialog models history [SCOPE] [--limit N] [--url URL] [--token-file FILE]
  SCOPE         one of --camera ID, --group NAME, --tag TAG, --site ID and --all
  --id          name of the package; cameras refer to it
  --licence     SPDX licence of the weights; --trained-by: their author and training data
  --picture     a picture on which the model is tried: compare the counts with what you see
  --confirm     saves the package; without it, only the proposal and the trial are printed
  --labels      coco80, coco90, coco91, or a file with one label per line; default: what the file names
  --size        width and height of the input, where the file leaves them free: 640x640
  --card        JSON file with "input" and "decoder" in the form of a card, which correct the proposal
  --models      folder of model packages; default: the variable VIALOG_MODELS_DIR
  --camera      a camera that is bound to the model, from the next slot boundary on
  --previous    binds each camera to the model that it had before, with its threshold and class map
  --canary      share of the cameras that get the model, from 1 to 99 %; bind without it to promote the model
  --why         the reason, which is kept with the step
  --url         address of the server; default http://127.0.0.1:7070
  --token-file  file with the administrator token; default: the variable VIALOG_ADMIN_TOKEN
The file is checked and runs in a separate process, with limits of 60 s a run and 2 GB. Exit code 1: it was rejected.`,
  run: async (args) => {
    const [verb = ''] = args;
    if (verb === 'use') return useModel(readUseRequest(args.slice(1)));
    return bindingVerbs.includes(verb) ? runBindings(readBindingsRequest(args)) : addModel(args);
  },
};

async function addModel(args: readonly string[]): Promise<number> {
  const request = await readModelsRequest(args, process.env['VIALOG_MODELS_DIR'] ?? shippedModels);
  const file = await readModelFile(request.file);
  const proposal = proposeCard(file, request.description);
  if (!proposal.ok) return rejected(request.file, proposal.problems);
  const { card, model } = proposal.value;
  const picture = request.picture === undefined ? grey(card) : await pictureOf(request.picture);
  const trial = await tryModel({ card, bytes: model.bytes }, picture);
  if (trial.kind === 'failed') return rejected(request.file, [trial.detail]);
  const before = model.removedInputs > 0 ? await tryModel({ card, bytes: file }, picture) : undefined;
  print([...cardLines(proposal.value), ...trialLines(trial, before, request.picture !== undefined)]);
  if (!request.isConfirmed) {
    print(['Nothing was saved. Add --confirm when the counts match the picture.']);
    return 0;
  }
  const path = await addModelPackage(request.models, card, model.bytes);
  print([`Saved as ${path}. Bind cameras to the model "${card.id}".`]);
  return 0;
}

function rejected(file: string, problems: readonly string[]): number {
  process.stderr.write(`${file} is rejected:\n${problems.map((problem) => `  ${problem}`).join('\n')}\n`);
  return 1;
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

function cardLines({ card, model, assumptions }: CardProposal): string[] {
  const { input, labels } = card;
  const counted = countClasses.filter((name) => labels.includes(name));
  const removed = `removed ${model.removedInputs} initialisers from the inputs, so that the runtime can fold constants`;
  return [
    `input     ${input.name}: ${input.width}×${input.height} px, ${input.layout}, ${input.dtype ?? 'float32'}`,
    `decoder   ${card.decoder.kind}`,
    `labels    ${labels.length}: ${labels.slice(0, 8).join(', ')}${labels.length > 8 ? ', …' : ''}`,
    `counted   ${counted.join(', ') || 'none: cameras need a class map'}`,
    ...(model.removedInputs > 0 ? [`graph     ${removed}`] : []),
    ...assumptions.map((assumption) => `assumed   ${assumption}`),
  ];
}

type Counted = Extract<ModelTrial, { kind: 'counted' }>;

function trialLines(trial: Counted, before: ModelTrial | undefined, hasPicture: boolean): string[] {
  const found = Object.entries(trial.counts).filter(([, count = 0]) => count > 0);
  const counts = found.map(([name, count]) => `${name} ${count}`).join(', ') || 'nothing';
  const change =
    before?.kind === 'counted' ? ` (${before.ms.toFixed(1)} ms before the graph was changed)` : '';
  return [
    `speed     ${trial.ms.toFixed(1)} ms a run${change}, ${Math.round(trial.loadMs)} ms to load`,
    `memory    ${Math.round(trial.memoryBytes / 1_000_000)} MB`,
    hasPicture ? `picture   ${counts}` : 'picture   not tried: give a picture with --picture',
  ];
}

const pictureOf = async (path: string): Promise<RgbPicture> =>
  decodePicture(await readInputFile(path, 'picture'), path);

/** A picture without objects, for a trial of cost only. */
function grey({ input }: ModelCard): RgbPicture {
  const { width, height } = input;
  return { width, height, format: 'rgb24', pixels: new Uint8Array(width * height * 3).fill(114) };
}
