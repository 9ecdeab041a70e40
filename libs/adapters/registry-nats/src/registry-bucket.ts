import { camera as cameraSchema, type Camera } from '@vialog/contracts';
import { jetstream, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import { Kvm, type KV, type KvEntry } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { readEntries } from './read-entries.ts';
import { registryBucket } from '@vialog/nats';
import { erasedKey, readKey, versionKey } from './registry-keys.ts';

/** More cameras are read by reading everything: a filter has its limits. */
const mostFiltered = 50;
/** How long reading everything may take, ms. */
const readMs = 30_000;
const wrongLastSequence = 10_071;
const streamName = `KV_${registryBucket}`;

/** Which life of the bucket this is, and how many changes it has seen. */
export interface BucketState {
  /** When it was made: another one means another bucket, whose revisions begin at one. */
  readonly made: string;
  readonly revision: number;
}

export interface Stored {
  readonly revision: number;
  readonly cameraId: string;
  /** Undefined where the camera was erased. */
  readonly camera: Camera | undefined;
}

/** The registry's bucket at the broker: versions that never change, and marks of what was erased. */
export class RegistryBucket {
  readonly #connection: NatsConnection;
  #opened: Promise<KV> | undefined;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Opened once; rejects while there is none. */
  open(): Promise<KV> {
    this.#opened ??= new Kvm(jetstream(this.#connection)).open(registryBucket);
    this.#opened.catch(() => (this.#opened = undefined));
    return this.#opened;
  }

  async state(): Promise<BucketState> {
    const { created, state } = await (await this.#manager()).streams.info(streamName);
    return { made: created, revision: state.last_seq };
  }

  /** Everything in it, in the order of the changes. `cameraIds`: these alone. */
  async read(cameraIds?: readonly string[]): Promise<readonly Stored[]> {
    const bucket = await this.open();
    const few = cameraIds && cameraIds.length <= mostFiltered;
    const key = few ? cameraIds.flatMap((id) => [`${id}.*`, erasedKey(id)]) : '>';
    const entries = (await readEntries(bucket, { key, withinMs: readMs })).flatMap(
      (entry) => storedOf(entry) ?? [],
    );
    const erased = new Set(entries.filter((each) => !each.camera).map((each) => each.cameraId));
    return entries.filter((each) => !each.camera || !erased.has(each.cameraId));
  }

  /** Puts a version; one that is there already stays as it is. */
  async put(camera: Camera): Promise<void> {
    const bucket = await this.open();
    const key = versionKey(camera.cameraId, camera.version);
    await bucket.create(key, JSON.stringify(camera)).catch((error: unknown) => {
      if (!(error instanceof JetStreamApiError) || error.code !== wrongLastSequence) throw error;
    });
  }

  /** Marks the camera erased first, then removes its versions: a stop in between is told, and made good by the next try. */
  async erase(cameraId: string): Promise<void> {
    const bucket = await this.open();
    await bucket.put(erasedKey(cameraId), '');
    const filter = `$KV.${registryBucket}.${cameraId}.*`;
    await (await this.#manager()).streams.purge(streamName, { filter });
  }

  /** Keys there are, number of versions by camera, without their records. */
  async versions(): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
    const found = new Map<string, Set<number>>();
    const options = { key: '>', headers_only: true, withinMs: readMs };
    for (const entry of await readEntries(await this.open(), options)) {
      const read = readKey(entry.key);
      if (read?.kind !== 'version' || entry.operation !== 'PUT') continue;
      const versions = found.get(read.cameraId) ?? new Set<number>();
      found.set(read.cameraId, versions.add(read.version));
    }
    return found;
  }

  #manager() {
    return jetstreamManager(this.#connection, { checkAPI: false });
  }
}

/** A change by its entry; undefined where it is no record of ours, or one this version cannot read. */
export function storedOf(entry: KvEntry): Stored | undefined {
  const key = readKey(entry.key);
  if (!key || entry.operation !== 'PUT') return undefined;
  const { revision } = entry;
  if (key.kind === 'erased') return { revision, cameraId: key.cameraId, camera: undefined };
  const parsed = cameraSchema.safeParse(jsonOf(entry));
  return parsed.success ? { revision, cameraId: key.cameraId, camera: parsed.data } : undefined;
}

function jsonOf(entry: KvEntry): unknown {
  try {
    return entry.json();
  } catch {
    return undefined;
  }
}
