import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { modelCard, modelId } from '@vialog/contracts';
import { coco80, cocoLabels, maxModelBytes, type ModelDescription } from '@vialog/models';
import { z } from 'zod';
import { UsageError } from '../command.ts';
import { parseJsonFile, readInputFile } from '../input-file.ts';

export interface ModelsRequest {
  /** Path of the ONNX file. */
  readonly file: string;
  readonly description: ModelDescription;
  /** Path of the picture on which the model is tried. */
  readonly picture: string | undefined;
  /** Folder of model packages. */
  readonly models: string;
  /** Whether the package is saved. */
  readonly isConfirmed: boolean;
}

const text = { type: 'string' } as const;
const options = {
  id: text,
  name: text,
  version: text,
  licence: text,
  'trained-by': text,
  labels: text,
  size: text,
  card: text,
  picture: text,
  models: text,
  confirm: { type: 'boolean' },
} as const;

/** Fields of a card that correct the proposal. */
const corrections = z.strictObject({
  input: modelCard.shape.input.partial().optional(),
  decoder: modelCard.shape.decoder.optional(),
});

/**
 * Reads `add <file.onnx> --id ID --licence L --trained-by WHO …`.
 * @throws {UsageError} when an argument is missing or invalid
 * @throws {Error} when a file that an argument names cannot be read
 */
export async function readModelsRequest(args: readonly string[], modelsDir: string): Promise<ModelsRequest> {
  const { values, positionals } = parsed(args);
  const [action, file] = positionals;
  if (action !== 'add')
    throw new UsageError(
      `expected "add", "use", "bind", "unbind", "rollback" or "history", found "${action ?? ''}"`,
    );
  if (file === undefined || positionals.length > 2) throw new UsageError('expected one ONNX file');
  const { card } = values;
  return {
    file,
    description: {
      id: idOf(values.id),
      name: values.name,
      version: values.version,
      licence: required(values.licence, '--licence', 'the SPDX licence of the weights, such as Apache-2.0'),
      trainedBy: required(values['trained-by'], '--trained-by', 'author and training data of the weights'),
      labels: values.labels === undefined ? undefined : await labelsFrom(values.labels),
      size: values.size === undefined ? undefined : sizeOf(values.size),
      ...(card === undefined ? {} : await correctionsFrom(card)),
    },
    picture: values.picture,
    models: values.models ?? modelsDir,
    isConfirmed: values.confirm ?? false,
  };
}

/** @throws {Error} when the file cannot be read or is larger than a model may be */
export async function readModelFile(path: string): Promise<Uint8Array> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && found.size > maxModelBytes)
    throw new Error(
      `${path}: expected at most ${maxModelBytes} bytes, found ${found.size}: use a smaller model`,
    );
  return new Uint8Array(await readInputFile(path, 'model'));
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(Error.isError(error) ? error.message : String(error));
  }
}

function idOf(value: string | undefined): string {
  const id = required(value, '--id', 'the name of the package, such as yolo11n-640');
  const read = modelId.safeParse(id);
  if (read.success) return id;
  throw new UsageError(`--id ${id}: ${read.error.issues[0]?.message}`);
}

function required(value: string | undefined, option: string, what: string): string {
  if (value !== undefined && value.trim() !== '') return value;
  throw new UsageError(`${option} is missing: ${what}`);
}

function sizeOf(value: string): { width: number; height: number } {
  const [, width, height] = /^(\d{2,4})x(\d{2,4})$/.exec(value) ?? [];
  if (width === undefined)
    throw new UsageError(`--size ${value}: expected width and height in px, such as 640x640`);
  return { width: Number(width), height: Number(height) };
}

/** `coco80`, `coco90`, `coco91`, or the path of a file with one label per line. */
async function labelsFrom(value: string): Promise<readonly string[]> {
  if (value === 'coco80') return coco80;
  const numbered = /^coco(90|91)$/.exec(value)?.[1];
  if (numbered !== undefined) return cocoLabels(Number(numbered)) ?? [];
  const content = (await readInputFile(value, 'labels')).toString().replace(/^\uFEFF/, '');
  const labels = content.split(/\r?\n/).flatMap((line) => line.trim() || []);
  if (labels.length > 0) return labels;
  throw new Error(`${value}: expected one label per line, found none`);
}

async function correctionsFrom(path: string): Promise<Pick<ModelDescription, 'input' | 'decoder'>> {
  const json = parseJsonFile((await readInputFile(path, 'card')).toString(), path);
  const read = corrections.safeParse(json);
  if (read.success) return read.data as Pick<ModelDescription, 'input' | 'decoder'>;
  const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${path}: ${problems.join('; ')}`);
}
