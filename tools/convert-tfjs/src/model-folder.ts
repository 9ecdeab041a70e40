import { readFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { ConvertError } from './convert-error.ts';
import type { Tensor } from './tensor.ts';
import { type TfjsModel, parseTfjsModel } from './tfjs-files.ts';
import { readWeights } from './weights.ts';

/**
 * Reads a `model.json` and the weight files next to it.
 * @throws {ConvertError} for a missing file or one outside the model's folder
 */
export function readModelFolder(path: string): { model: TfjsModel; weights: Map<string, Tensor> } {
  const folder = resolve(dirname(path));
  const model = parseTfjsModel(new TextDecoder().decode(readOr(path, 'give the path of a model.json')));
  const weights = readWeights(model.weightsManifest, (name) => {
    const file = resolve(folder, name);
    if (!file.startsWith(folder + sep))
      throw new ConvertError(
        `weight file ${name} lies outside the model's folder: move it beside the model.json`,
      );
    return readOr(file, 'put it beside the model.json');
  });
  return { model, weights };
}

function readOr(path: string, advice: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new ConvertError(`cannot read ${path}: ${advice}`, { cause });
  }
}
