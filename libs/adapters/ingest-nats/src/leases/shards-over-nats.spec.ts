import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { shardCount, ShardKeeper } from '@vialog/ingest';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import type { NatsConnection } from '@nats-io/transport-node';
import { Broker } from '@vialog/nats/fixtures';
import { NatsLeaseStore } from './nats-lease-store.ts';

const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const camera = 'abcdefghijkl';

interface Member {
  readonly keeper: ShardKeeper;
  readonly connection: NatsConnection;
  /** Rounds without an error, number. */
  readonly goodRounds: () => number;
  readonly stop: () => Promise<void>;
}

describeUnless(missingNats(), describe)('ShardKeeper with a real broker', () => {
  let broker: Broker;
  const members: Member[] = [];
  beforeAll(async () => {
    broker = await Broker.start();
    await broker.empty('KV_vialog_leases');
  });
  afterEach(async () => {
    await Promise.all(members.splice(0).map((member) => member.stop()));
  });
  afterAll(() => broker.stop());

  async function join(name: string, monotonic = clock.monotonic): Promise<Member> {
    const connection = await broker.connect();
    let [rounds, errors] = [0, 0];
    const keeper = new ShardKeeper({
      store: new NatsLeaseStore(connection, 'main'),
      clock: { ...clock, monotonic },
      region: 'main',
      member: name,
      onError: () => (errors += 1),
    });
    const over = new AbortController();
    // No member has cameras here, so it releases a leaving shard at once.
    const timer = setInterval(() => keeper.leaving.forEach((shard) => keeper.giveUp(shard)), 50);
    const pause = (ms: number, signal: AbortSignal) => {
      if (errors === 0) rounds += 1;
      errors = 0;
      return wait(ms, undefined, { signal }).catch(() => undefined);
    };
    const running = keeper.run(pause, over.signal).finally(() => clearInterval(timer));
    const stop = () => {
      over.abort();
      return running;
    };
    const member = { keeper, connection, goodRounds: () => rounds, stop };
    members.push(member);
    return member;
  }

  test('distributes the shards evenly and moves those of a failed process, with newer fencing tokens', async () => {
    const first = await join('a');
    await until(() => first.keeper.shards.length === shardCount);
    const second = await join('b');
    await until(() => first.keeper.shards.length === 32 && second.keeper.shards.length === 32);
    const [holder, other] = first.keeper.holds(camera) ? [first, second] : [second, first];
    const numberOf = (member: Member) => Number(member.keeper.fencingTokenOf(camera)?.split(':')[1]);
    const before = numberOf(holder);
    await holder.connection.close();
    await until(() => other.keeper.shards.length === shardCount);
    expect(holder.keeper.shards).toEqual([]);
    expect(numberOf(other)).toBeGreaterThan(before);
  });

  test('keeps the shards during a short disconnection and releases them at shutdown', async () => {
    // Its clock stands still, because the disconnection can be long on a loaded machine.
    const only = await join('c', () => 0);
    await until(() => only.keeper.shards.length === shardCount);
    const token = only.keeper.fencingTokenOf(camera);
    const store = new NatsLeaseStore(await broker.connect(), 'main');
    await broker.kill();
    const roundsBefore = only.goodRounds();
    await broker.start();
    // The first of them can be a round that succeeded just before the broker ended.
    await until(() => only.goodRounds() >= roundsBefore + 2);
    expect(only.keeper.shards).toHaveLength(shardCount);
    expect(only.keeper.fencingTokenOf(camera)).toBe(token);
    await only.stop();
    expect(await store.list()).toEqual([]);
  });
});
