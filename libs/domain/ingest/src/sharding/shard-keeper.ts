import type { Camera, Clock } from '@vialog/contracts';
import { regionOf } from '@vialog/registry';
import type { Lease, LeaseStore } from './lease-store.port.ts';
import type { Ownership } from './ownership.port.ts';
import { shardCount, shardOf } from './shards.ts';

export interface ShardKeeperOptions {
  readonly store: LeaseStore;
  readonly clock: Clock;
  readonly region: string;
  /** Unique name of this run of this process, `[a-zA-Z0-9]+`. */
  readonly member: string;
  /** Keeps its shards while the store is unavailable: for an edge device that alone can reach its cameras. */
  readonly continueWithoutBroker?: boolean;
  readonly onError: (what: string, error: unknown) => void;
}

/** Interval of lease renewals, ms. */
export const renewMs = 2_500;
/** Time after the last successful renewal request at which a lease counts as lost, ms: before the term of 9 s of the store ends. */
export const lostMs = 6_000;
/** Minimum pause between two rounds, ms. It is short, so that leases are renewed in time after a round that timed out. */
const minPauseMs = 500;

interface Held {
  /** Number of the lease, sent with every frame. */
  readonly fencingToken: number;
  /** When the last successful request was sent, monotonic ms. */
  renewedAt: number;
  leaving: boolean;
}

/**
 * Holds this process's share of the shards of its region. A shard never has two holders: a process that renews too late
 * stops by its monotonic clock 3 s before the store lets another take the shard, and detectors reject the fencing token
 * of a frame that it sends later.
 */
export class ShardKeeper implements Ownership {
  readonly #options: ShardKeeperOptions;
  readonly #held = new Map<number, Held>();
  #isMember = false;
  #closed = false;

  constructor(options: ShardKeeperOptions) {
    this.#options = options;
  }

  holds(cameraId: string): boolean {
    return this.#heldOf(shardOf(cameraId)) !== undefined;
  }

  covers(camera: Camera): boolean {
    return regionOf(camera) === this.#options.region;
  }

  /** Fencing token of the frames of a camera, `<region>-<shard>:<number>`; undefined if this process does not hold its lease. */
  fencingTokenOf(cameraId: string): string | undefined {
    const shard = shardOf(cameraId);
    const held = this.#heldOf(shard);
    return held && `${this.#options.region}-${shard}:${held.fencingToken}`;
  }

  /** Shards that this process holds now. */
  get shards(): readonly number[] {
    return [...this.#held.keys()].filter((shard) => this.#heldOf(shard) !== undefined);
  }

  get leaving(): readonly number[] {
    return this.shards.filter((shard) => this.#held.get(shard)?.leaving === true);
  }

  giveUp(shard: number): void {
    this.#held.delete(shard);
    this.#options.store
      .release(String(shard), this.#options.member)
      .catch((error: unknown) => this.#options.onError('releasing a shard', error));
  }

  /** Renews the leases, then takes or offers shards until the share is fair. Call it every `renewMs`; it never rejects. */
  async round(): Promise<void> {
    if (this.#closed) return;
    try {
      await Promise.all([
        this.#renewMembership(),
        ...[...this.#held.keys()].map((shard) => this.#renew(shard)),
      ]);
      if (!this.#closed) await this.#balance(await this.#options.store.list());
    } catch (error) {
      this.#options.onError('renewing the shard leases', error);
    }
  }

  /** Runs rounds until the signal aborts, then releases all shards. Close the cameras before. */
  async run(pause: (ms: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const begunAt = clock.monotonic();
      await this.round();
      await pause(Math.max(minPauseMs, renewMs - (clock.monotonic() - begunAt)), signal);
    }
    await this.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const { store, member } = this.#options;
    const keys = [...this.#held.keys()].map(String);
    this.#held.clear();
    const released = [...keys, memberKey(member)].map((key) => store.release(key, member));
    const failed = (await Promise.allSettled(released)).find((outcome) => outcome.status === 'rejected');
    // Reported once: the failures have one cause, and the leases expire anyway.
    if (failed) this.#options.onError('releasing the shards', failed.reason);
  }

  /** Returns the lease of a shard, undefined if it counts as lost by the monotonic clock. */
  #heldOf(shard: number): Held | undefined {
    const held = this.#held.get(shard);
    if (!held || this.#options.continueWithoutBroker) return held;
    return this.#options.clock.monotonic() - held.renewedAt < lostMs ? held : undefined;
  }

  async #renewMembership(): Promise<void> {
    const { store, member } = this.#options;
    this.#isMember &&= await store.renew(memberKey(member), member);
    if (!this.#isMember) this.#isMember = (await store.take(memberKey(member), member)) !== undefined;
  }

  async #renew(shard: number): Promise<void> {
    const held = this.#heldOf(shard);
    // The lease counts as lost: another process can have held it in between.
    if (!held) return void this.#held.delete(shard);
    const { store, member, clock } = this.#options;
    const sentAt = clock.monotonic();
    if (await store.renew(String(shard), member)) held.renewedAt = sentAt;
    else if (this.#held.get(shard) === held) await this.#takeAgain(shard, held.leaving);
  }

  /** Takes a lease again that the store has lost (unavailable for long, or empty). Fails if another process has taken it. */
  async #takeAgain(shard: number, leaving: boolean): Promise<void> {
    const fresh = await this.#take(shard).catch(() => undefined);
    if (!fresh) this.#held.delete(shard);
    else fresh.leaving = leaving;
  }

  async #take(shard: number): Promise<Held | undefined> {
    const { store, member, clock } = this.#options;
    const renewedAt = clock.monotonic();
    const fencingToken = await store.take(String(shard), member);
    if (fencingToken === undefined) return undefined;
    if (this.#closed) {
      await store.release(String(shard), member);
      return undefined;
    }
    const held = { fencingToken, renewedAt, leaving: false };
    this.#held.set(shard, held);
    return held;
  }

  async #balance(leases: readonly Lease[]): Promise<void> {
    const members = leases.filter((lease) => lease.key.startsWith('member.')).length;
    const share = Math.ceil(shardCount / Math.max(1, members));
    const mine = this.shards;
    for (const [i, shard] of mine.entries()) (this.#held.get(shard) as Held).leaving = i >= share;
    const others = new Set(
      leases.filter((lease) => lease.holder !== this.#options.member).map((lease) => lease.key),
    );
    const free = this.#shardsInOwnOrder().filter(
      (shard) => !this.#held.has(shard) && !others.has(String(shard)),
    );
    await Promise.all(free.slice(0, Math.max(0, share - mine.length)).map((shard) => this.#take(shard)));
  }

  /** All shards, in an order that differs between members, so that two members rarely take the same shard. */
  #shardsInOwnOrder(): readonly number[] {
    const first = shardOf(this.#options.member);
    return Array.from({ length: shardCount }, (_, i) => (first + i) % shardCount);
  }
}

const memberKey = (member: string): string => `member.${member}`;
