import type { Client } from '@elastic/elasticsearch';
import type { Clock } from '@vialog/contracts';
import type { IndexNames } from './index-names.ts';

export interface SnapshotRepository {
  /** Name of the snapshot repository. */
  readonly repository: string;
  /** Made with these settings if it is not there: `fs` with a folder below the server's `path.repo`, `s3` and others. */
  readonly create?: { readonly type: string; readonly settings: Readonly<Record<string, unknown>> };
}

export interface SnapshotResult {
  readonly name: string;
  readonly indices: readonly string[];
}

/** A snapshot may take long; the server goes on where the connection ended. */
const patienceMs = 3_600_000;

/** Snapshots of everything below one prefix, kept by number. Uses only what every licence has. */
export class Snapshots {
  readonly #client: Client;
  readonly #names: IndexNames;
  readonly #clock: Clock;
  readonly #place: SnapshotRepository;

  constructor(client: Client, names: IndexNames, clock: Clock, place: SnapshotRepository) {
    this.#client = client;
    this.#names = names;
    this.#clock = clock;
    this.#place = place;
  }

  /**
   * Takes one and forgets all but the newest `keep`. Increments only: what a former one holds is not copied again.
   * @throws Error when not every shard went in; that snapshot is not counted and the older ones stay
   */
  async take(keep: number): Promise<SnapshotResult> {
    await this.#ensureRepository();
    const { repository } = this.#place;
    const name = `${this.#names.prefix}-${new Date(this.#clock.now()).toISOString().replaceAll(/[:.]/g, '-').toLowerCase()}`;
    const { snapshot } = await this.#client.snapshot.create(
      {
        repository,
        snapshot: name,
        indices: this.#patterns(),
        include_global_state: false,
        wait_for_completion: true,
      },
      { requestTimeout: patienceMs },
    );
    if (snapshot?.state !== 'SUCCESS')
      throw new Error(
        `snapshot ${name} expected to succeed, found ${snapshot?.state ?? 'no answer'}; older ones are kept`,
      );
    for (const old of (await this.list()).slice(keep))
      await this.#client.snapshot.delete({ repository, snapshot: old });
    return { name, indices: snapshot.indices ?? [] };
  }

  /** Names, newest first; only those that succeeded. */
  async list(): Promise<readonly string[]> {
    const { repository } = this.#place;
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
   * Brings back the indices that are missing (deleted by hand, a lost disk); what is there stays as it is. Never the
   * states of hours: they would call hours settled that were written to since. These are settled anew.
   */
  async restoreMissing(name: string): Promise<SnapshotResult> {
    const { repository } = this.#place;
    const found = await this.#client.snapshot.get({ repository, snapshot: name });
    const there = new Set(
      Object.keys(
        await this.#client.indices.getSettings({ index: this.#patterns(), allow_no_indices: true }),
      ),
    );
    const missing = (found.snapshots?.[0]?.indices ?? []).filter(
      (index) => !there.has(index) && index !== this.#names.state,
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
        { requestTimeout: patienceMs },
      );
    return { name, indices: missing };
  }

  async #ensureRepository(): Promise<void> {
    const { repository, create } = this.#place;
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
