import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { keyIdOf } from './sealed-box.ts';

/** A key pair of the key file. */
export interface SecretKey {
  readonly id: string;
  readonly createdAt: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** The keys of a file: the first encrypts, the others only decrypt, while a rotation is not complete. */
export type SecretKeys = readonly [SecretKey, ...SecretKey[]];

const storedKey = z.object({ id: z.string(), createdAt: z.string(), x: z.string(), d: z.string() });
const keyFile = z.object({ vialogSecretKeys: z.literal(1), keys: z.array(storedKey).min(1) });

export const newKey = (createdAt: string): SecretKey =>
  keyFrom(generateKeyPairSync('x25519').privateKey, createdAt);

function keyFrom(privateKey: KeyObject, createdAt: string): SecretKey {
  const publicKey = createPublicKey(privateKey);
  return { id: keyIdOf(publicKey), createdAt, privateKey, publicKey };
}

/**
 * Reads a key file.
 * @throws {Error} when it does not exist, other users can read it, or it is not a key file; the message says what to do
 */
export async function readKeyFile(path: string): Promise<SecretKeys> {
  const text = await readPrivate(path);
  const parsed = keyFile.safeParse(jsonOf(text));
  if (!parsed.success) throw invalidKeyFile(path);
  try {
    const [first, ...others] = parsed.data.keys.map(({ createdAt, x, d }) =>
      keyFrom(createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', x, d }, format: 'jwk' }), createdAt),
    );
    return [first as SecretKey, ...others];
  } catch {
    throw invalidKeyFile(path); // without the cause: it could contain a part of the key
  }
}

async function readPrivate(path: string): Promise<string> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0)
      throw new Error(
        `The key file ${path} has mode ${(mode & 0o777).toString(8).padStart(4, '0')}, so other users may read it; ` +
          `expected 0600. Run: chmod 600 ${path}`,
      );
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const advice =
      code === 'ENOENT'
        ? 'Restore it from a backup, or set VIALOG_SECRET_KEY_FILE to its path.'
        : 'Make it readable for the user of this service only (mode 0600).';
    throw new Error(`The key file ${path} cannot be read (${code}). ${advice}`, { cause: error });
  }
}

const invalidKeyFile = (path: string): Error =>
  new Error(`The key file ${path} is not valid. Restore it from a backup.`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads the key file, or creates it with one key and mode 0600. Processes that start together get the same key. */
export async function readOrCreateKeyFile(path: string, createdAt: string): Promise<SecretKeys> {
  const exists = await stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
  if (!exists) await writeKeyFile(path, [newKey(createdAt)], { keepExisting: true });
  return readKeyFile(path);
}

/** Replaces the key file in one step, so that no reader sees a part of it. */
export async function writeKeyFile(
  path: string,
  keys: SecretKeys,
  { keepExisting = false }: { readonly keepExisting?: boolean } = {},
): Promise<void> {
  const stored = keys.map(({ id, createdAt, privateKey }) => {
    const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
    return { id, createdAt, x, d };
  });
  const text = `${JSON.stringify({ vialogSecretKeys: 1, keys: stored }, null, 2)}\n`;
  await writeInOneStep(path, text, { mode: 0o600, keepExisting });
}

/** @throws {Error} when the folder cannot be written */
export async function writeInOneStep(
  path: string,
  text: string,
  { mode, keepExisting }: { readonly mode: number; readonly keepExisting: boolean },
): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text, { mode, flag: 'wx' });
    if (keepExisting) await link(temporary, path).catch(ignoreExisting);
    else await rename(temporary, path);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    throw new Error(
      `The key file ${path} cannot be written (${code}). Set VIALOG_SECRET_KEY_FILE to a file in a writable folder.`,
      { cause: error },
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Another process created the file in the meantime. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
