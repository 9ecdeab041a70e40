import { readFile, stat } from 'node:fs/promises';
import { maxImportBytes } from '@vialog/contracts';

/**
 * The bytes of a file that is sent to a server.
 * @throws {Error} when it is larger than a server accepts
 */
export async function uploadFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const { size } = await stat(file);
  if (size > maxImportBytes)
    throw new Error(`${file} has ${size} bytes: expected at most ${maxImportBytes}. Split the file.`);
  return new Uint8Array(await readFile(file));
}
