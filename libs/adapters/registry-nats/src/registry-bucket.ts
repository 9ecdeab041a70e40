import { camera as cameraSchema, type Camera } from '@vialog/contracts';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { Kvm, type KV, type KvEntry } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { readEntries } from './read-entries.ts';
import { registryBucket } from '@vialog/nats';
import { z } from 'zod';
import { epochKey, erasedKey, readKey, versionKey } from './registry-keys.ts';

/** Maximum number of cameras in a filter. For more cameras the filter exceeds the limits of the broker, and everything is read. */
const maxFiltered = 50;
/** Timeout for reading everything, ms. */
const readMs = 30_000;
/** The filter for all keys: one filter, because several need another permission at the broker. */
const allKeys = '>';
const streamName = `KV_${registryBucket}`;

/** Identity of the bucket, and the number of its last change. */
export interface BucketState {
  /** Creation time. A different time means another bucket, whose revisions start at 1. */
  readonly created: string;
  readonly revision: number;
}

/** Identity of a complete copy and of its registry. */
const copyMark = z.object({
  epoch: z.string().describe('Epoch of the registry that was copied'),
  copy: z.string().describe('Random identity of this copy; every rebuild gets a new one'),
});
export type CopyMark = z.infer<typeof copyMark>;

export type Stored =
  | { readonly kind: 'version'; readonly revision: number; readonly camera: Camera }
  | { readonly kind: 'erased'; readonly revision: number; readonly cameraId: string }
  | { readonly kind: 'epoch'; readonly revision: number; readonly mark: CopyMark };

export interface BucketContent {
  readonly versions: readonly Camera[];
  /** Undefined while the copy is being rebuilt. */
  readonly mark: CopyMark | undefined;
  /** Revision of the last change in `versions`. */
  readonly revision: number;
}

/** Bucket of the registry: one record per camera version, marks of erased cameras, and the mark of the copy. */
export class RegistryBucket {
  readonly #connection: NatsConnection;
  #opened: Promise<KV> | undefined;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Opens the bucket once. Rejects while the bucket does not exist. */
  open(): Promise<KV> {
    this.#opened ??= new Kvm(jetstream(this.#connection)).open(registryBucket);
    this.#opened.catch(() => (this.#opened = undefined));
    return this.#opened;
  }

  async state(): Promise<BucketState> {
    const { created, state } = await (await this.#manager()).streams.info(streamName);
    return { created, revision: state.last_seq };
  }

  /** The mark of a complete copy; undefined while the copy is being rebuilt. */
  async mark(): Promise<CopyMark | undefined> {
    const entry = await (await this.open()).get(epochKey);
    const stored = entry ? storedOf(entry) : undefined;
    return stored?.kind === 'epoch' ? stored.mark : undefined;
  }

  async setMark(mark: CopyMark | undefined): Promise<void> {
    const bucket = await this.open();
    if (mark) await bucket.put(epochKey, JSON.stringify(mark));
    else await bucket.purge(epochKey);
  }

  /** Reads all cameras, or the cameras in `cameraIds`. */
  async read(cameraIds?: readonly string[]): Promise<BucketContent> {
    const few = cameraIds && cameraIds.length <= maxFiltered;
    const keys = few ? [epochKey, ...cameraIds.flatMap((id) => [`${id}.*`, erasedKey(id)])] : allKeys;
    const entries = await this.#entries(keys);
    const stored = entries.flatMap((entry) => storedOf(entry) ?? []);
    const erased = new Set(stored.flatMap((each) => (each.kind === 'erased' ? [each.cameraId] : [])));
    const versions = stored.flatMap((each) => (each.kind === 'version' ? [each.camera] : []));
    return {
      versions: versions.filter(({ cameraId }) => !erased.has(cameraId)),
      mark: stored.find((each) => each.kind === 'epoch')?.mark,
      revision: Math.max(0, ...entries.map((entry) => entry.revision)),
    };
  }

  /** Stores a version. Replaces a record with different content; writes nothing when the content is equal. */
  async put(camera: Camera): Promise<void> {
    const bucket = await this.open();
    const key = versionKey(camera.cameraId, camera.version);
    const record = JSON.stringify(camera);
    const entry = await bucket.get(key);
    if (entry?.operation === 'PUT' && entry.string() === record) return;
    await bucket.put(key, record);
  }

  /** Removes the record of one version. Readers do not see the removal: set a new mark afterwards. */
  async remove(key: string): Promise<void> {
    await (await this.open()).purge(key);
  }

  /** Removes the mark of an erased camera, so that the camera can be stored again. */
  async unerase(cameraId: string): Promise<void> {
    await (await this.open()).purge(erasedKey(cameraId));
  }

  /** Marks the camera as erased, then removes its versions, so that the next attempt completes an interrupted one. */
  async erase(cameraId: string): Promise<void> {
    const bucket = await this.open();
    await bucket.put(erasedKey(cameraId), '');
    const filter = `$KV.${registryBucket}.${cameraId}.*`;
    await (await this.#manager()).streams.purge(streamName, { filter });
  }

  /** Reads the record of each version as text, and the cameras that are marked as erased. */
  async records(): Promise<{ versions: ReadonlyMap<string, string>; erased: ReadonlySet<string> }> {
    const versions = new Map<string, string>();
    const erased = new Set<string>();
    for (const entry of await this.#entries(allKeys)) {
      const key = readKey(entry.key);
      if (entry.operation !== 'PUT' || !key) continue;
      if (key.kind === 'version') versions.set(entry.key, entry.string());
      if (key.kind === 'erased') erased.add(key.cameraId);
    }
    return { versions, erased };
  }

  async #entries(keys: string | string[]): Promise<readonly KvEntry[]> {
    return readEntries(await this.open(), {
      key: keys,
      withinMs: readMs,
      isEmpty: () => this.#hasNone(keys),
    });
  }

  async #hasNone(keys: string | readonly string[]): Promise<boolean> {
    const manager = await this.#manager();
    for (const key of [keys].flat()) {
      const subject = `$KV.${registryBucket}.${key}`;
      const { state } = await manager.streams.info(streamName, { subjects_filter: subject });
      if (Object.keys(state.subjects ?? {}).length > 0) return false;
    }
    return true;
  }

  #manager() {
    return jetstreamManager(this.#connection, { checkAPI: false });
  }
}

/** Parses an entry. Returns undefined for keys of other software and for records that this version cannot read. */
export function storedOf(entry: KvEntry): Stored | undefined {
  const key = readKey(entry.key);
  if (!key || entry.operation !== 'PUT') return undefined;
  const { revision } = entry;
  if (key.kind === 'erased') return { kind: 'erased', revision, cameraId: key.cameraId };
  if (key.kind === 'epoch') {
    const mark = copyMark.safeParse(jsonOf(entry));
    return mark.success ? { kind: 'epoch', revision, mark: mark.data } : undefined;
  }
  const parsed = cameraSchema.safeParse(jsonOf(entry));
  return parsed.success ? { kind: 'version', revision, camera: parsed.data } : undefined;
}

function jsonOf(entry: KvEntry): unknown {
  try {
    return entry.json();
  } catch {
    return undefined;
  }
}
