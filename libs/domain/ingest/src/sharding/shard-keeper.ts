import type { Camera, Clock } from '@vialog/contracts';
import type { Lease, LeaseStore } from './lease-store.port.ts';
import type { Ownership } from './ownership.port.ts';
import { regionOf, shardCount, shardOf } from './shards.ts';

export interface ShardKeeperOptions {
  readonly store: LeaseStore;
  readonly clock: Clock;
  readonly region: string;
  /** Name of this run of this process, `[a-zA-Z0-9]+`; never used again. */
  readonly member: string;
  /** Keeps its shards while the store is unavailable: for an edge device that alone can reach its cameras. */
  readonly goOnWhileAway?: boolean;
  readonly onError: (what: string, error: unknown) => void;
}

/** How often a lease is renewed, ms. */
export const renewMs = 2_500;
/** A lease counts as lost so long after its last good renewal was sent, ms: well before the store's term of 9 s. */
export const lostMs = 6_000;
/** Minimum pause between two rounds, ms: short, so that leases are renewed in time after a round that timed out. */
const restMs = 500;

interface Held {
  /** Number that grew with the taking; goes out with every frame. */
  readonly fencingToken: number;
  /** When the last request that succeeded was sent, monotonic ms. */
  goodAt: number;
  leaving: boolean;
}

/**
 * Holds this process's share of the shards of its region. A shard never has two holders: a process that renews too late
 * stops by its monotonic clock 3 s before the store lets another take the shard, and detectors refuse the fencing token
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

  /** `<region>-<shard>:<number>` under which frames of a camera go out; undefined where its lease is not ours. */
  fencingTokenOf(cameraId: string): string | undefined {
    const shard = shardOf(cameraId);
    const held = this.#heldOf(shard);
    return held && `${this.#options.region}-${shard}:${held.fencingToken}`;
  }

  /** Shards that are ours at this moment. */
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
      .catch((error: unknown) => this.#options.onError('giving a shard up', error));
  }

  /** Renews leases, then takes or offers shards until the share is fair. Call every `renewMs`; never rejects. */
  async round(): Promise<void> {
    if (this.#closed) return;
    try {
      await Promise.all([this.#beMember(), ...[...this.#held.keys()].map((shard) => this.#renew(shard))]);
      if (!this.#closed) await this.#balance(await this.#options.store.list());
    } catch (error) {
      this.#options.onError('keeping the shards', error);
    }
  }

  /** Rounds until the signal aborts, then gives everything back. Close the cameras before. */
  async run(pause: (ms: number, signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const begunAt = clock.monotonic();
      await this.round();
      await pause(Math.max(restMs, renewMs - (clock.monotonic() - begunAt)), signal);
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
    if (failed) this.#options.onError('giving the shards back', failed.reason);
  }

  /** The one place where the clock decides. */
  #heldOf(shard: number): Held | undefined {
    const held = this.#held.get(shard);
    if (!held || this.#options.goOnWhileAway) return held;
    return this.#options.clock.monotonic() - held.goodAt < lostMs ? held : undefined;
  }

  async #beMember(): Promise<void> {
    const { store, member } = this.#options;
    this.#isMember &&= await store.renew(memberKey(member), member);
    if (!this.#isMember) this.#isMember = (await store.take(memberKey(member), member)) !== undefined;
  }

  async #renew(shard: number): Promise<void> {
    const held = this.#heldOf(shard);
    // Lost by the clock: what the store says now is of a lease that others may have had meanwhile.
    if (!held) return void this.#held.delete(shard);
    const { store, member, clock } = this.#options;
    const sentAt = clock.monotonic();
    if (await store.renew(String(shard), member)) held.goodAt = sentAt;
    else if (this.#held.get(shard) === held) await this.#takeAgain(shard, held.leaving);
  }

  /** The store has lost the lease (unavailable for long, or empty). If another process took it meanwhile, taking it fails. */
  async #takeAgain(shard: number, leaving: boolean): Promise<void> {
    const fresh = await this.#take(shard).catch(() => undefined);
    if (!fresh) this.#held.delete(shard);
    else fresh.leaving = leaving;
  }

  async #take(shard: number): Promise<Held | undefined> {
    const { store, member, clock } = this.#options;
    const goodAt = clock.monotonic();
    const fencingToken = await store.take(String(shard), member);
    if (fencingToken === undefined) return undefined;
    if (this.#closed) {
      await store.release(String(shard), member);
      return undefined;
    }
    const held = { fencingToken, goodAt, leaving: false };
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
    const free = this.#inOwnOrder().filter((shard) => !this.#held.has(shard) && !others.has(String(shard)));
    await Promise.all(free.slice(0, Math.max(0, share - mine.length)).map((shard) => this.#take(shard)));
  }

  /** Each member starts at another shard, so that two rarely try the same one. */
  #inOwnOrder(): readonly number[] {
    const first = shardOf(this.#options.member);
    return Array.from({ length: shardCount }, (_, i) => (first + i) % shardCount);
  }
}

const memberKey = (member: string): string => `member.${member}`;
