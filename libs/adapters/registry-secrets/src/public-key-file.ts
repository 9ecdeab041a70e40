import { readFile } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { VialogError } from '@vialog/contracts';
import type { SecretOwner, SecretSealer } from '@vialog/registry';
import { z } from 'zod';
import { bindingOf } from './key-ring.ts';
import { writeInOneStep, type SecretKey } from './key-file.ts';
import { keyIdOf, publicKeyOf, rawPublicKey, sealText } from './sealed-box.ts';

const publicKeyFile = z.object({ vialogPublicKey: z.literal(1), id: z.string(), x: z.string() });

/** The file with the public half of the key; unchanged when it holds this key already. */
export async function writePublicKeyFile(path: string, { id, publicKey }: SecretKey): Promise<void> {
  const x = rawPublicKey(publicKey).toString('base64url');
  const text = `${JSON.stringify({ vialogPublicKey: 1, id, x }, null, 2)}\n`;
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return;
  await writeInOneStep(path, text, { mode: 0o644, keepExisting: false });
}

/** Encrypts with a public key file: for a process that must not be able to decrypt. */
export class PublicKeySealer implements SecretSealer {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Reads the file for each secret, so that it uses a new key as soon as the file holds it. */
  async seal(owner: SecretOwner, text: string): Promise<string> {
    return sealText({ publicKey: await this.#publicKey(), binding: bindingOf(owner), text });
  }

  async #publicKey(): Promise<KeyObject> {
    try {
      const { id, x } = publicKeyFile.parse(JSON.parse(await readFile(this.#path, 'utf8')));
      const publicKey = publicKeyOf(Buffer.from(x, 'base64url'));
      if (keyIdOf(publicKey) === id) return publicKey;
    } catch (cause) {
      throw unavailable(this.#path, cause);
    }
    throw unavailable(this.#path);
  }
}

const unavailable = (path: string, cause?: unknown): VialogError =>
  new VialogError(
    'SECRETS_UNAVAILABLE',
    `Credentials cannot be encrypted: ${path} is missing or not valid. Start an ingest or edge that writes it ` +
      '(VIALOG_PUBLIC_KEY_FILE), or copy it from there.',
    { cause },
  );
