import { describe, expect, test } from '@jest/globals';
import { regionOf } from '@vialog/registry';
import fc from 'fast-check';
import { InMemoryLeases } from './lease-store.fake.ts';
import type { LeaseStore } from './lease-store.port.ts';
import { lostMs, renewMs, ShardKeeper } from './shard-keeper.ts';
import { shardCount, shardOf } from './shards.ts';

const stepMs = 250;
const settled = () => new Promise((resolve) => setImmediate(resolve));

interface Member {
  readonly keeper: ShardKeeper;
  readonly name: string;
  frozen: boolean;
  unavailable: boolean;
  nextRoundAt: number;
}

/** Shard keepers with one store, in simulated time. */
class World {
  now = 0;
  readonly leases = new InMemoryLeases(() => this.now);
  readonly members: Member[] = [];
  /** Greatest fencing token of each shard so far. */
  readonly #tokens = new Map<string, number>();
  #memberCount = 0;

  join(options: { continueWithoutBroker?: boolean } = {}): Member {
    const name = `m${(this.#memberCount += 1)}`;
    const clock = { now: () => this.now, monotonic: () => this.now };
    const member: Member = {
      name,
      frozen: false,
      unavailable: false,
      nextRoundAt: this.now,
      keeper: new ShardKeeper({
        store: this.#storeOf(() => member),
        clock,
        region: 'main',
        member: name,
        onError: () => undefined,
        ...options,
      }),
    };
    this.members.push(member);
    return member;
  }

  /** Moves the clock. Members have no cameras and release leaving shards at once. */
  async run(ms: number): Promise<void> {
    for (const end = this.now + ms; this.now < end; this.now += stepMs) {
      for (const member of this.members) {
        if (member.frozen) continue;
        for (const shard of member.keeper.leaving) member.keeper.giveUp(shard);
        if (this.now < member.nextRoundAt) continue;
        member.nextRoundAt = this.now + renewMs;
        await member.keeper.round();
      }
      await settled();
      this.check();
    }
  }

  /** No shard has two holders. Frozen members are checked when they run again. */
  check(): void {
    const holders = this.members.flatMap(({ keeper, frozen }) => (frozen ? [] : keeper.shards));
    expect(holders.length).toBe(new Set(holders).size);
  }

  tokensOf(camera: string): string[] {
    return this.members.flatMap(({ keeper }) => keeper.fencingTokenOf(camera) ?? []);
  }

  #storeOf(of: () => Member): LeaseStore {
    const through = <T>(work: () => Promise<T>): Promise<T> =>
      of().unavailable ? Promise.reject(new Error('unavailable')) : work();
    return {
      take: async (key, holder) => {
        const token = await through(() => this.leases.take(key, holder));
        if (token !== undefined) {
          expect(token).toBeGreaterThan(this.#tokens.get(key) ?? 0);
          this.#tokens.set(key, token);
        }
        return token;
      },
      renew: (key, holder) => through(() => this.leases.renew(key, holder)),
      release: (key, holder) => through(() => this.leases.release(key, holder)),
      list: () => through(() => this.leases.list()),
    };
  }
}

const sizes = (world: World) => world.members.map(({ keeper }) => keeper.shards.length);

describe('shardOf and regionOf', () => {
  test('many cameras are distributed evenly over the shards', () => {
    const filled = new Map<number, number>();
    for (let i = 0; i < 6_400; i += 1) {
      const shard = shardOf((i * 7_919).toString(36).padStart(12, 'a'));
      filled.set(shard, (filled.get(shard) ?? 0) + 1);
    }
    expect(filled.size).toBe(shardCount);
    expect(Math.max(...filled.values())).toBeLessThan(180);
    expect(Math.min(...filled.values())).toBeGreaterThan(40);
  });

  test('a camera has the same shard in every version', () => {
    expect([shardOf('abcdefghijkl'), shardOf('000000000000')]).toEqual([46, 45]);
  });

  test('the region of a camera is that of its region tag, otherwise main', () => {
    expect(regionOf({ tags: [] })).toBe('main');
    expect(regionOf({ tags: ['night', 'region:north-2'] })).toBe('north-2');
    expect(regionOf({ tags: ['region:Not a name'] })).toBe('main');
  });
});

describe('ShardKeeper', () => {
  test('gives all shards to a single member after its first round', async () => {
    const world = new World();
    world.join();
    await world.run(stepMs);
    expect(sizes(world)).toEqual([64]);
    expect(world.tokensOf('abcdefghijkl')).toEqual([expect.stringMatching(/^main-\d+:\d+$/)]);
  });

  test('gives a second member its share, with newer fencing tokens', async () => {
    const world = new World();
    world.join();
    await world.run(5_000);
    const before = Number(world.tokensOf('abcdefghijkl')[0]?.split(':')[1]);
    world.join();
    await world.run(10_000);
    expect(sizes(world)).toEqual([32, 32]);
    world.members[0]!.frozen = true;
    await world.run(15_000);
    expect(world.members[1]!.keeper.shards).toHaveLength(64);
    expect(Number(world.members[1]!.keeper.fencingTokenOf('abcdefghijkl')?.split(':')[1])).toBeGreaterThan(
      before,
    );
  });

  test('moves the shards of a killed member to the others within 15 s', async () => {
    const world = new World();
    world.join();
    world.join();
    await world.run(10_000);
    world.members.splice(0, 1);
    await world.run(14_000);
    expect(sizes(world)).toEqual([64]);
  });

  test('stops by its own clock when it cannot renew, before another member can take its shards', async () => {
    const world = new World();
    const member = world.join();
    await world.run(5_000);
    member.unavailable = true;
    await world.run(lostMs + 2 * stepMs);
    expect(member.keeper.shards).toEqual([]);
    expect(member.keeper.holds('abcdefghijkl')).toBe(false);
    expect(member.keeper.fencingTokenOf('abcdefghijkl')).toBeUndefined();
    member.unavailable = false;
    await world.run(10_000);
    expect(member.keeper.shards).toHaveLength(64);
  });

  test('loses no shard when one round times out after two seconds, because the next round is in time', async () => {
    let [now, rounds, minHeld] = [0, 0, shardCount];
    const leases = new InMemoryLeases(() => now);
    const store: LeaseStore = {
      take: (key, holder) => leases.take(key, holder),
      release: (key, holder) => leases.release(key, holder),
      renew: (key, holder) =>
        rounds === 1 ? Promise.reject(new Error('no reply')) : leases.renew(key, holder),
      list: () => leases.list(),
    };
    const clock = { now: () => now, monotonic: () => now };
    const keeper = new ShardKeeper({
      store,
      clock,
      region: 'main',
      member: 'm1',
      onError: () => (now += 2_000),
    });
    const stop = new AbortController();
    const pause = (ms: number) => {
      rounds += 1;
      now += ms;
      minHeld = Math.min(minHeld, keeper.shards.length);
      if (rounds === 5) stop.abort();
      return Promise.resolve();
    };
    await keeper.run(pause, stop.signal);
    expect(minHeld).toBe(shardCount);
  });

  test('holds no shard after its process was frozen', async () => {
    const world = new World();
    const frozen = world.join();
    await world.run(5_000);
    frozen.frozen = true;
    world.join();
    await world.run(60_000);
    frozen.frozen = false;
    expect(frozen.keeper.shards).toEqual([]);
    world.check();
    await world.run(15_000);
    expect(sizes(world)).toEqual([32, 32]);
  });

  test('keeps the shards of an edge device while the store is unavailable, and releases those that another member took in between', async () => {
    const world = new World();
    const edge = world.join({ continueWithoutBroker: true });
    await world.run(5_000);
    edge.unavailable = true;
    await world.run(60_000);
    expect(edge.keeper.shards).toHaveLength(64);
    const taken = shardOf('abcdefghijkl');
    await world.leases.take(String(taken), 'other');
    edge.unavailable = false;
    edge.nextRoundAt = world.now;
    await world.run(stepMs);
    expect(edge.keeper.shards).toHaveLength(63);
    expect(edge.keeper.holds('abcdefghijkl')).toBe(false);
  });

  test('releases all shards at once when a member closes', async () => {
    const world = new World();
    const [leaving] = [world.join(), world.join()];
    await world.run(10_000);
    await leaving?.keeper.close();
    world.members.splice(0, 1);
    await world.run(2 * renewMs);
    expect(sizes(world)).toEqual([64]);
  });

  test('reports an unavailable store once when a member closes', async () => {
    const leases = new InMemoryLeases(() => 0);
    const errors: string[] = [];
    const clock = { now: () => 0, monotonic: () => 0 };
    const onError = (what: string) => errors.push(what);
    const keeper = new ShardKeeper({ store: leases, clock, region: 'main', member: 'm1', onError });
    await keeper.round();
    leases.unavailable = true;
    await keeper.close();
    expect(errors).toEqual(['releasing the shards']);
  });

  test('never gives a shard to two members, and finally distributes all shards fairly, when members join, end, freeze and lose the store', async () => {
    const action = fc.record({
      what: fc.constantFrom('join', 'kill', 'freeze', 'disconnect', 'close', 'wait' as const),
      whom: fc.nat(7),
      then: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 12 }), async (actions) => {
        const world = new World();
        world.join();
        for (const { what, whom, then } of actions) {
          const at = whom % Math.max(1, world.members.length);
          const member = world.members[at];
          if (what === 'join' || !member) world.join();
          else if (what === 'freeze') member.frozen = !member.frozen;
          else if (what === 'disconnect') member.unavailable = !member.unavailable;
          else if (what !== 'wait') {
            world.members.splice(at, 1);
            if (what === 'close' && !member.frozen) await member.keeper.close();
          }
          await world.run(then * stepMs);
        }
        world.join();
        for (const member of world.members) Object.assign(member, { frozen: false, unavailable: false });
        world.check();
        await world.run(40_000);
        const share = Math.ceil(shardCount / world.members.length);
        expect(sizes(world).reduce((sum, size) => sum + size, 0)).toBe(shardCount);
        expect(Math.max(...sizes(world))).toBeLessThanOrEqual(share);
      }),
      { numRuns: 40 },
    );
  });
});
