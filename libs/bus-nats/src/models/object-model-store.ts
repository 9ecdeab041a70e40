import { modelId as modelIdRule, type ModelCard } from '@vialog/contracts';
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
import { modelsBucket } from '../topology/streams.ts';

/** Objects by name: `card.<model id>` is a card, `file.<model id>.<sha256>` the file it names, by its digest. */
const cardPrefix = 'card.';
const fileName = ({ id, sha256 }: Pick<ModelCard, 'id' | 'sha256'>): string => `file.${id}.${sha256}`;

/** Model packages in the broker's object store, put there by `putModels`. What is read is checked against its card. */
export class ObjectModelStore implements ModelStore {
  readonly #connection: NatsConnection;
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

  async card(modelId: string): Promise<ModelCard | undefined> {
    const checked = await this.#check(modelId);
    return checked && soundOrRefused(modelId, checked);
  }

  async bytes(modelId: string): Promise<Uint8Array> {
    const card = await this.card(modelId);
    const bytes = card && (await (await this.#bucket()).getBlob(fileName(card)));
    if (!bytes) throw modelNotFound(modelId);
    return soundBytes(card, bytes);
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
export async function putModels(from: ModelStore, connection: NatsConnection): Promise<readonly string[]> {
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
