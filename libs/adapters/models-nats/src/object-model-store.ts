import { modelId as modelIdRule, VialogError, type ModelCard } from '@vialog/contracts';
import {
  checkStoredCard,
  listModels,
  modelNotFound,
  requireValidBytes,
  requireValid,
  type Checked,
  type ModelList,
  type ModelStore,
} from '@vialog/models';
import type { NatsConnection } from '@nats-io/transport-node';
import { Objm, type ObjectStore } from '@nats-io/obj';
import { modelsBucket } from '@vialog/nats';

/** Object names: `card.<model id>` for cards and `file.<model id>.<sha256>` for model files. */
const cardPrefix = 'card.';
const fileName = ({ id, sha256 }: Pick<ModelCard, 'id' | 'sha256'>): string => `file.${id}.${sha256}`;

/** Packages in the cache, the most recently read. */
const maxCached = 4;

interface CachedPackage {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
}

/**
 * Model packages in the object store of the broker, uploaded by `uploadModels`. A file is verified against its card when it is
 * read. While the broker is unreachable, packages that were read before come from the cache, so that an edge process can
 * restart detectors.
 */
export class ObjectModelStore implements ModelStore {
  readonly #connection: NatsConnection;
  readonly #cache = new Map<string, CachedPackage>();
  #opened: Promise<ObjectStore> | undefined;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  async list(): Promise<ModelList> {
    const objects = await (await this.#bucket()).list();
    const names = objects.filter((object) => !object.deleted).map((object) => object.name);
    const ids = names
      .filter((name) => name.startsWith(cardPrefix))
      .map((name) => name.slice(cardPrefix.length));
    return listModels(ids, (id) => this.#check(id));
  }

  card(modelId: string): Promise<ModelCard | undefined> {
    return this.#orCached(
      modelId,
      () => this.#card(modelId),
      ({ card }) => card,
    );
  }

  bytes(modelId: string): Promise<Uint8Array> {
    return this.#orCached(
      modelId,
      () => this.#bytes(modelId),
      ({ bytes }) => bytes.slice(),
    );
  }

  async #card(modelId: string): Promise<ModelCard | undefined> {
    const checked = await this.#check(modelId);
    return checked && requireValid(modelId, checked);
  }

  async #bytes(modelId: string): Promise<Uint8Array> {
    const card = await this.#card(modelId);
    const bytes = card && (await (await this.#bucket()).getBlob(fileName(card)));
    if (!bytes) throw modelNotFound(modelId);
    this.#addToCache(modelId, { card, bytes: requireValidBytes(card, bytes) });
    return bytes.slice();
  }

  /** The response of the store, also when it is an error; the cached package when the broker is unreachable. */
  async #orCached<T>(modelId: string, read: () => Promise<T>, from: (known: CachedPackage) => T): Promise<T> {
    try {
      return await read();
    } catch (error) {
      const known = this.#cache.get(modelId);
      if (error instanceof VialogError || !known) throw error;
      return from(known);
    }
  }

  #addToCache(modelId: string, known: CachedPackage): void {
    this.#cache.delete(modelId);
    this.#cache.set(modelId, known);
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > maxCached && oldest !== undefined) this.#cache.delete(oldest);
  }

  async #check(modelId: string): Promise<Checked<ModelCard> | undefined> {
    if (!modelIdRule.safeParse(modelId).success) return undefined;
    const bucket = await this.#bucket();
    const bytes = await bucket.getBlob(`${cardPrefix}${modelId}`);
    if (!bytes) return undefined;
    const card = new TextDecoder().decode(bytes);
    const sizeOf = async (): Promise<number | undefined> => {
      return (await bucket.info(fileName(JSON.parse(card) as ModelCard)))?.size;
    };
    return checkStoredCard({ modelId, card, sizeOf });
  }

  #bucket(): Promise<ObjectStore> {
    this.#opened ??= new Objm(this.#connection).open(modelsBucket);
    this.#opened.catch(() => (this.#opened = undefined));
    return this.#opened;
  }
}

/**
 * Uploads every valid package of a store to the object store, the file before its card. Files that exist with the same digest
 * and size are not uploaded again; nothing is deleted. A package whose file is damaged is left out and reported. Returns the ids
 * of the uploaded models.
 */
export async function uploadModels(
  from: ModelStore,
  connection: NatsConnection,
  onRejected: (error: VialogError) => void = () => undefined,
): Promise<readonly string[]> {
  const bucket = await new Objm(connection).open(modelsBucket);
  const uploaded: string[] = [];
  for (const card of (await from.list()).cards) {
    try {
      if (await upload(from, card, bucket)) uploaded.push(card.id);
    } catch (error) {
      if (!(error instanceof VialogError)) throw error;
      onRejected(error);
    }
  }
  return uploaded;
}

/** Returns whether the package was not at the broker in this form. */
async function upload(from: ModelStore, card: ModelCard, bucket: ObjectStore): Promise<boolean> {
  const file = await bucket.info(fileName(card));
  const exists = file && !file.deleted && file.size === card.bytes && hexOf(file.digest) === card.sha256;
  if (!exists) await bucket.putBlob({ name: fileName(card) }, await from.bytes(card.id));
  const text = JSON.stringify(card);
  const known = await bucket.getBlob(`${cardPrefix}${card.id}`).catch(() => null);
  if (exists && known && new TextDecoder().decode(known) === text) return false;
  await bucket.putBlob({ name: `${cardPrefix}${card.id}` }, new TextEncoder().encode(text));
  return true;
}

/** The digest of an object, `SHA-256=<base64url>`, as hexadecimal digits. */
function hexOf(digest: string): string {
  return Buffer.from(digest.slice(digest.indexOf('=') + 1), 'base64url').toString('hex');
}
