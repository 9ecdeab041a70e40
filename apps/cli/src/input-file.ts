import { readFile } from 'node:fs/promises';

/**
 * Reads a file that an argument names.
 * @param content what the file contains, for the message
 * @throws {Error} when the file cannot be read
 */
export async function readInputFile(path: string, content: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`cannot read the ${content} ${path}: ${reasons[code ?? ''] ?? code}; check the path`, {
      cause,
    });
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/** @throws {Error} when the text of the file is not JSON */
export function parseJsonFile(text: string, path: string): unknown {
  try {
    // Editors on Windows write a byte order mark; RFC 8259, 8.1 lets a reader ignore it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Error(`${path} is not JSON: ${Error.isError(cause) ? cause.message : ''}`, { cause });
  }
}
