import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { describeUnless, missingNats } from '@vialog/testkit';
import { Broker } from '@vialog/nats/fixtures';
import { assertTopology, consumers, serviceTopology } from '@vialog/nats';
import { afterBacklogProcessed } from './after-backlog.ts';

const { stream, config } = consumers.indexer;

describeUnless(missingNats(), describe)('where records of cameras end', () => {
  let broker: Broker;
  let connection: NatsConnection;
  let asked: number;
  beforeAll(async () => {
    broker = await Broker.start();
    connection = await broker.connect();
  }, 60_000);
  beforeEach(async () => {
    asked = 0;
    await broker.drop('EVENTS');
    await assertTopology(connection, serviceTopology.indexer);
  });
  afterAll(() => broker.stop());

  const ends = (patience?: number) =>
    afterBacklogProcessed(
      connection,
      () => Promise.resolve(new Map([['zone', (asked += 1)]])),
      patience,
    )(['camera']);
  const told = () => jetstream(connection).publish('vialog.v1.counts.main', 'a slot');
  async function next() {
    const message = await (await jetstream(connection).consumers.get(stream, config.durable_name)).next();
    if (!message) throw new Error('the indexer got nothing');
    return message;
  }

  test('is not said as long as counts wait that nobody has read', async () => {
    await told();
    await expect(ends(200)).rejects.toThrow('1 messages of counts are not in the store yet');
    expect(asked).toBe(0);
  });

  test('is said once the counts told before are in the store, whatever is told afterwards', async () => {
    await told();
    const answer = ends(30_000);
    await (await next()).ackAck();
    await told();
    expect(await answer).toEqual(new Map([['zone', 1]]));
  });

  test('does not wait for a message that was read and put off', async () => {
    await told();
    (await next()).nak(3_600_000);
    expect(await ends(200)).toEqual(new Map([['zone', 1]]));
  });

  test('is said at once where nothing was ever told', async () => {
    expect(await ends()).toEqual(new Map([['zone', 1]]));
  });
});
