import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { InMemoryLeases } from './lease-store.fake.ts';
import type { LeaseStore } from './lease-store.port.ts';
import { lostMs, renewMs, ShardKeeper } from './shard-keeper.ts';
import { regionOf, shardCount, shardOf } from './shards.ts';

const stepMs = 250;
const settled = () => new Promise((resolve) => setImmediate(resolve));

interface Member {
  readonly keeper: ShardKeeper;
  readonly name: string;
  frozen: boolean;
  away: boolean;
  nextRoundAt: number;
}

/** Some keepers over one store, in a time the test moves. */
class World {
  now = 0;
  readonly leases = new InMemoryLeases(() => this.now);
  readonly members: Member[] = [];
  /** Fences by shard: the greatest one seen. */
  readonly #fences = new Map<string, number>();
  #named = 0;

  join(options: { goOnWhileAway?: boolean } = {}): Member {
    const name = `m${(this.#named += 1)}`;
    const clock = { now: () => this.now, monotonic: () => this.now };
    const member: Member = {
      ...{ name, frozen: false, away: false, nextRoundAt: this.now },
      keeper: new ShardKeeper({
        ...{
          store: this.#storeOf(() => member),
          clock,
          region: 'main',
          member: name,
          onError: () => undefined,
        },
        ...options,
      }),
    };
    this.members.push(member);
    return member;
  }

  /** Moves on; the cameras of shards to be given up are closed at once. */
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

  /** By the clock no two hold a shard; a frozen one says nothing, and is measured when it speaks again. */
  check(): void {
    const holders = this.members.flatMap(({ keeper, frozen }) => (frozen ? [] : keeper.shards));
    expect(holders.length).toBe(new Set(holders).size);
  }

  fenceOf(camera: string): string[] {
    return this.members.flatMap(({ keeper }) => keeper.fencingTokenOf(camera) ?? []);
  }

  #storeOf(of: () => Member): LeaseStore {
    const through = <T>(work: () => Promise<T>): Promise<T> =>
      of().away ? Promise.reject(new Error('away')) : work();
    return {
      take: async (key, holder) => {
        const fence = await through(() => this.leases.take(key, holder));
        if (fence !== undefined) {
          expect(fence).toBeGreaterThan(this.#fences.get(key) ?? 0);
          this.#fences.set(key, fence);
        }
        return fence;
      },
      renew: (key, holder) => through(() => this.leases.renew(key, holder)),
      release: (key, holder) => through(() => this.leases.release(key, holder)),
      list: () => through(() => this.leases.list()),
    };
  }
}

const sizes = (world: World) => world.members.map(({ keeper }) => keeper.shards.length);

describe('shards', () => {
  test('of many cameras are filled alike', () => {
    const filled = new Map<number, number>();
    for (let i = 0; i < 6_400; i += 1) {
      const shard = shardOf((i * 7_919).toString(36).padStart(12, 'a'));
      filled.set(shard, (filled.get(shard) ?? 0) + 1);
    }
    expect(filled.size).toBe(shardCount);
    expect(Math.max(...filled.values())).toBeLessThan(180);
    expect(Math.min(...filled.values())).toBeGreaterThan(40);
  });

  test('of a camera never change: this is one written down', () => {
    expect([shardOf('abcdefghijkl'), shardOf('000000000000')]).toEqual([46, 45]);
  });

  test('lie in the region a tag names, else in main', () => {
    expect(regionOf({ tags: [] })).toBe('main');
    expect(regionOf({ tags: ['night', 'region:north-2'] })).toBe('north-2');
    expect(regionOf({ tags: ['region:Not a name'] })).toBe('main');
  });
});

describe('keeping shards', () => {
  test('one alone has all of them after its first round', async () => {
    const world = new World();
    world.join();
    await world.run(stepMs);
    expect(sizes(world)).toEqual([64]);
    expect(world.fenceOf('abcdefghijkl')).toEqual([expect.stringMatching(/^main-\d+:\d+$/)]);
  });

  test('another gets its share, and the fence of what it has is newer', async () => {
    const world = new World();
    world.join();
    await world.run(5_000);
    const before = Number(world.fenceOf('abcdefghijkl')[0]?.split(':')[1]);
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

  test('what a dead one had is held by the others within 15 s', async () => {
    const world = new World();
    world.join();
    world.join();
    await world.run(10_000);
    world.members.splice(0, 1);
    await world.run(14_000);
    expect(sizes(world)).toEqual([64]);
  });

  test('one that cannot renew lets go by its own clock, before anybody else may have it', async () => {
    const world = new World();
    const cut = world.join();
    await world.run(5_000);
    cut.away = true;
    await world.run(lostMs + 2 * stepMs);
    expect(cut.keeper.shards).toEqual([]);
    expect(cut.keeper.holds('abcdefghijkl')).toBe(false);
    expect(cut.keeper.fencingTokenOf('abcdefghijkl')).toBeUndefined();
    cut.away = false;
    await world.run(10_000);
    expect(cut.keeper.shards).toHaveLength(64);
  });

  test('one round that waits two seconds in vain loses nothing: the next one comes in time', async () => {
    let [now, rounds, heldLeast] = [0, 0, shardCount];
    const leases = new InMemoryLeases(() => now);
    const store: LeaseStore = {
      ...{
        take: (key, holder) => leases.take(key, holder),
        release: (key, holder) => leases.release(key, holder),
      },
      renew: (key, holder) =>
        rounds === 1 ? Promise.reject(new Error('no answer')) : leases.renew(key, holder),
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
      heldLeast = Math.min(heldLeast, keeper.shards.length);
      if (rounds === 5) stop.abort();
      return Promise.resolve();
    };
    await keeper.run(pause, stop.signal);
    expect(heldLeast).toBe(shardCount);
  });

  test('a frozen one holds nothing when it wakes', async () => {
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

  test('an edge device keeps its shards while the store is unavailable, and gives up those that another member took meanwhile', async () => {
    const world = new World();
    const edge = world.join({ goOnWhileAway: true });
    await world.run(5_000);
    edge.away = true;
    await world.run(60_000);
    expect(edge.keeper.shards).toHaveLength(64);
    const taken = shardOf('abcdefghijkl');
    await world.leases.take(String(taken), 'other');
    edge.away = false;
    edge.nextRoundAt = world.now;
    await world.run(stepMs);
    expect(edge.keeper.shards).toHaveLength(63);
    expect(edge.keeper.holds('abcdefghijkl')).toBe(false);
  });

  test('one that closes gives everything back at once', async () => {
    const world = new World();
    const [leaving] = [world.join(), world.join()];
    await world.run(10_000);
    await leaving?.keeper.close();
    world.members.splice(0, 1);
    await world.run(2 * renewMs);
    expect(sizes(world)).toEqual([64]);
  });

  test('a member that closes while the store is unavailable reports it once', async () => {
    const leases = new InMemoryLeases(() => 0);
    const told: string[] = [];
    const clock = { now: () => 0, monotonic: () => 0 };
    const onError = (what: string) => told.push(what);
    const keeper = new ShardKeeper({ store: leases, clock, region: 'main', member: 'm1', onError });
    await keeper.round();
    leases.away = true;
    await keeper.close();
    expect(told).toEqual(['giving the shards back']);
  });

  test('members come, go, freeze and lose the store: never two have a shard, and in the end each is held, in fair shares', async () => {
    const act = fc.record({
      what: fc.constantFrom('join', 'kill', 'freeze', 'cut', 'close', 'forget' as const),
      whom: fc.nat(7),
      then: fc.integer({ min: 1, max: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        const world = new World();
        world.join();
        for (const { what, whom, then } of acts) {
          const at = whom % Math.max(1, world.members.length);
          const member = world.members[at];
          if (what === 'join' || !member) world.join();
          else if (what === 'freeze') member.frozen = !member.frozen;
          else if (what === 'cut') member.away = !member.away;
          else if (what !== 'forget') {
            world.members.splice(at, 1);
            if (what === 'close' && !member.frozen) await member.keeper.close();
          }
          await world.run(then * stepMs);
        }
        world.join();
        for (const member of world.members) Object.assign(member, { frozen: false, away: false });
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
