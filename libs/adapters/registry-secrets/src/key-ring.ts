import { sealedParts } from '@vialog/contracts';
import type { SecretOpener, SecretOwner, SecretResealer, SecretSealer } from '@vialog/registry';
import {
  readKeyFile,
  readOrCreateKeyFile,
  writeKeyFile,
  type SecretKey,
  type SecretKeys,
} from './key-file.ts';
import { openText, sealText } from './sealed-box.ts';

/** Associated data: a sealed secret opens only as this field of this camera. */
export const bindingOf = ({ cameraId, field }: SecretOwner): string => `${cameraId}|${field}`;

/**
 * The keys of a key file. Encrypts with the first key and decrypts with each. Reads the file again before it encrypts and
 * when it meets an unknown key id, so that a rotation needs no restart.
 */
export class KeyRing implements SecretSealer, SecretOpener, SecretResealer {
  readonly #path: string;
  #keys: SecretKeys;

  /** Use `open` or `openOrCreate`. */
  constructor(path: string, keys: SecretKeys) {
    this.#path = path;
    this.#keys = keys;
  }

  /**
   * Opens a key file, and creates it if it does not exist.
   * @throws {Error} when the file cannot be used; the message says what to do
   */
  static async openOrCreate(path: string, createdAt: string): Promise<KeyRing> {
    return new KeyRing(path, await readOrCreateKeyFile(path, createdAt));
  }

  /**
   * Opens an existing key file.
   * @throws {Error} when the file cannot be used; the message says what to do
   */
  static async open(path: string): Promise<KeyRing> {
    return new KeyRing(path, await readKeyFile(path));
  }

  get current(): SecretKey {
    return this.#keys[0];
  }

  get currentKeyId(): string {
    return this.current.id;
  }

  get keyIds(): readonly string[] {
    return this.#keys.map(({ id }) => id);
  }

  async seal(owner: SecretOwner, text: string): Promise<string> {
    await this.#reload();
    return this.#sealNow(owner, text);
  }

  async open(owner: SecretOwner, sealed: string): Promise<string> {
    const key = await this.#keyOf(sealed);
    try {
      return openText(key.privateKey, bindingOf(owner), sealed);
    } catch (cause) {
      throw new Error(
        'The stored credentials of this camera are damaged or belong to another camera. Enter them again.',
        { cause },
      );
    }
  }

  async reseal(owner: SecretOwner, sealed: string): Promise<string> {
    const text = await this.open(owner, sealed);
    return this.#sealNow(owner, text, sealedParts(sealed).revision);
  }

  /** Adds a new current key to the file; the others can still decrypt. */
  async addKey(key: SecretKey): Promise<void> {
    const keys: SecretKeys = [key, ...this.#keys];
    await writeKeyFile(this.#path, keys);
    this.#keys = keys;
  }

  /** Removes all keys but the current one from the file. This object can still decrypt with them. */
  removeOldKeys(): Promise<void> {
    return writeKeyFile(this.#path, [this.current]);
  }

  #sealNow(owner: SecretOwner, text: string, revision?: string): string {
    const { publicKey } = this.current;
    const request = { publicKey, binding: bindingOf(owner), text };
    return sealText(revision === undefined ? request : { ...request, revision });
  }

  /** Keeps keys that were removed from the file: running captures hold secrets that are encrypted with them. */
  async #reload(): Promise<void> {
    const read = await readKeyFile(this.#path).catch(() => undefined);
    if (!read) return; // the keys in memory remain valid
    const removed = this.#keys.filter((known) => !read.some(({ id }) => id === known.id));
    this.#keys = [...read, ...removed];
  }

  async #keyOf(sealed: string): Promise<SecretKey> {
    const { keyId } = sealedParts(sealed);
    const known = () => this.#keys.find(({ id }) => id === keyId);
    if (!known()) await this.#reload();
    const key = known();
    if (key) return key;
    throw new Error(
      `The stored credentials need the key ${keyId}, and the key file ${this.#path} has ${this.keyIds.join(', ')}. ` +
        'Restore the key file from a backup, or enter the credentials of the camera again.',
    );
  }
}
