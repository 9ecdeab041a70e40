import { modelId as modelIdRule, VialogError, type ModelCard } from '@vialog/contracts';
import {
  checkStoredCard,
  listModels,
  modelNotFound,
  soundBytes,
  soundOrRefused,
  type Checked,
  type ModelList,
  type ModelStore,
} from '@vialog/models';
import type { NatsConnection } from '@nats-io/transport-node';
import { Objm, type ObjectStore } from '@nats-io/obj';
import { modelsBucket } from '@vialog/nats';

/** Objects by name: `card.<model id>` is a card, `file.<model id>.<sha256>` the file it names, by its digest. */
const cardPrefix = 'card.';
const fileName = ({ id, sha256 }: Pick<ModelCard, 'id' | 'sha256'>): string => `file.${id}.${sha256}`;

/** Models whose package is remembered, those read last. */
const rememberedModels = 4;

interface Remembered {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
}

/**
 * Model packages in the broker's object store, put there by `putModels`. What is read is checked against its card. While
 * the broker is away a package that was read before is answered from memory: an edge box begins detectors anew with it.
 */
export class ObjectModelStore implements ModelStore {
  readonly #connection: NatsConnection;
  readonly #remembered = new Map<string, Remembered>();
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
    return this.#orRemembered(
      modelId,
      () => this.#card(modelId),
      ({ card }) => card,
    );
  }

  bytes(modelId: string): Promise<Uint8Array> {
    return this.#orRemembered(
      modelId,
      () => this.#bytes(modelId),
      ({ bytes }) => bytes.slice(),
    );
  }

  async #card(modelId: string): Promise<ModelCard | undefined> {
    const checked = await this.#check(modelId);
    return checked && soundOrRefused(modelId, checked);
  }

  async #bytes(modelId: string): Promise<Uint8Array> {
    const card = await this.#card(modelId);
    const bytes = card && (await (await this.#bucket()).getBlob(fileName(card)));
    if (!bytes) throw modelNotFound(modelId);
    this.#remember(modelId, { card, bytes: soundBytes(card, bytes) });
    return bytes.slice();
  }

  /** What the store says, good or bad; what is remembered where it says nothing. */
  async #orRemembered<T>(modelId: string, ask: () => Promise<T>, from: (known: Remembered) => T): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      const known = this.#remembered.get(modelId);
      if (error instanceof VialogError || !known) throw error;
      return from(known);
    }
  }

  #remember(modelId: string, known: Remembered): void {
    this.#remembered.delete(modelId);
    this.#remembered.set(modelId, known);
    const [oldest] = this.#remembered.keys();
    if (this.#remembered.size > rememberedModels && oldest !== undefined) this.#remembered.delete(oldest);
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
 * Puts every sound package of a store into the object store, the file before its card. What is there already, by its
 * digest and size, is not sent again; nothing is removed. Resolves to the ids that were put.
 */
export async function uploadModels(from: ModelStore, connection: NatsConnection): Promise<readonly string[]> {
  const bucket = await new Objm(connection).open(modelsBucket);
  const put: string[] = [];
  for (const card of (await from.list()).cards) {
    const file = await bucket.info(fileName(card));
    const isThere = file && !file.deleted && file.size === card.bytes && hexOf(file.digest) === card.sha256;
    if (!isThere) await bucket.putBlob({ name: fileName(card) }, await from.bytes(card.id));
    const text = JSON.stringify(card);
    const known = await bucket.getBlob(`${cardPrefix}${card.id}`).catch(() => null);
    if (isThere && known && new TextDecoder().decode(known) === text) continue;
    await bucket.putBlob({ name: `${cardPrefix}${card.id}` }, new TextEncoder().encode(text));
    put.push(card.id);
  }
  return put;
}

/** The store's own digest, `SHA-256=<base64url>`, as hexadecimal digits. */
function hexOf(digest: string): string {
  return Buffer.from(digest.slice(digest.indexOf('=') + 1), 'base64url').toString('hex');
}
