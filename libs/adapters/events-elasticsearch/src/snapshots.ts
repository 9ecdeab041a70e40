import type { Client } from '@elastic/elasticsearch';
import type { Clock } from '@vialog/contracts';
import type { IndexNames } from './index-names.ts';

export interface SnapshotRepository {
  /** Name of the snapshot repository. */
  readonly repository: string;
  /** Creates a missing repository with these settings: `fs` with a folder below `path.repo` of the server, `s3`, … */
  readonly create?: { readonly type: string; readonly settings: Readonly<Record<string, unknown>> };
}

export interface SnapshotResult {
  readonly name: string;
  readonly indices: readonly string[];
}

/** Timeout of a snapshot. The server continues it when the connection ends. */
const snapshotTimeoutMs = 3_600_000;

/** Snapshots of all indices with one prefix. Uses only features of the free licence. */
export class Snapshots {
  readonly #client: Client;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #repository: SnapshotRepository;

  constructor(client: Client, names: IndexNames, clock: Clock, repository: SnapshotRepository) {
    this.#client = client;
    this.#names = names;
    this.#clock = clock;
    this.#repository = repository;
  }

  /**
   * Takes an incremental snapshot and deletes all but the newest `keep`.
   * @throws {Error} when a shard failed; then no older snapshot is deleted
   */
  async take(keep: number): Promise<SnapshotResult> {
    await this.#ensureRepository();
    const { repository } = this.#repository;
    const name = `${this.#names.prefix}-${new Date(this.#clock.now()).toISOString().replaceAll(/[:.]/g, '-').toLowerCase()}`;
    const { snapshot } = await this.#client.snapshot.create(
      {
        repository,
        snapshot: name,
        indices: this.#patterns(),
        include_global_state: false,
        wait_for_completion: true,
      },
      { requestTimeout: snapshotTimeoutMs },
    );
    if (snapshot?.state !== 'SUCCESS')
      throw new Error(
        `snapshot ${name} failed: expected state SUCCESS, found ${snapshot?.state ?? 'no response'}; older snapshots are kept`,
      );
    for (const old of (await this.list()).slice(keep))
      await this.#client.snapshot.delete({ repository, snapshot: old });
    return { name, indices: snapshot.indices ?? [] };
  }

  /** Names of successful snapshots, newest first. */
  async list(): Promise<readonly string[]> {
    const { repository } = this.#repository;
    const found = await this.#client.snapshot.get(
      { repository, snapshot: `${this.#names.prefix}-*`, ignore_unavailable: true },
      { requestTimeout: 60_000 },
    );
    return (found.snapshots ?? [])
      .filter((snapshot) => snapshot.state === 'SUCCESS')
      .map((snapshot) => snapshot.snapshot)
      .sort()
      .reverse();
  }

  /**
   * Restores missing indices (deleted by hand, a lost disk) and leaves existing ones unchanged. Never restores the states
   * of hours: they would report hours as finalised that received records since. Those hours are finalised again.
   */
  async restoreMissing(name: string): Promise<SnapshotResult> {
    const { repository } = this.#repository;
    const found = await this.#client.snapshot.get({ repository, snapshot: name });
    const existing = new Set(
      Object.keys(
        await this.#client.indices.getSettings({ index: this.#patterns(), allow_no_indices: true }),
      ),
    );
    const missing = (found.snapshots?.[0]?.indices ?? []).filter(
      (index) => !existing.has(index) && index !== this.#names.state,
    );
    if (missing.length > 0)
      await this.#client.snapshot.restore(
        {
          repository,
          snapshot: name,
          indices: missing,
          include_global_state: false,
          include_aliases: true,
          wait_for_completion: true,
        },
        { requestTimeout: snapshotTimeoutMs },
      );
    return { name, indices: missing };
  }

  async #ensureRepository(): Promise<void> {
    const { repository, create } = this.#repository;
    if (!create) return;
    const found = await this.#client.snapshot.getRepository({ name: repository }, { ignore: [404] });
    if (repository in found) return;
    const body = { type: create.type, settings: create.settings };
    await this.#client.snapshot.createRepository({ name: repository, repository: body as never });
  }

  #patterns(): string[] {
    const { events, bins, spans, state } = this.#names;
    return [`${events}-v*`, `${bins}-v*`, `${spans}-v*`, state];
  }
}
