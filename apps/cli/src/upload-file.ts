import { stat } from 'node:fs/promises';
import { maxImportBytes } from '@vialog/contracts';
import { readInputFile } from './input-file.ts';

/**
 * The bytes of a file that is sent to a server.
 * @throws {Error} when it cannot be read, or is larger than a server accepts
 */
export async function uploadFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  // A file without a size cannot be read either, which is explained below.
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > maxImportBytes)
    throw new Error(`${file} has ${size} bytes: expected at most ${maxImportBytes}. Split the file.`);
  return new Uint8Array(await readInputFile(file, 'file'));
}
