import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { describeUnless, missingNats } from '@vialog/testkit';
import { Broker } from '@vialog/nats/fixtures';
import { assertTopology, consumers, serviceTopology } from '@vialog/nats';
import { afterBacklogProcessed } from './after-backlog.ts';

const { stream, config } = consumers.indexer;

describeUnless(missingNats(), describe)('afterBacklogProcessed', () => {
  let broker: Broker;
  let connection: NatsConnection;
  let requested: number;
  beforeAll(async () => {
    broker = await Broker.start();
    connection = await broker.connect();
  });
  beforeEach(async () => {
    requested = 0;
    await broker.drop('EVENTS');
    await assertTopology(connection, serviceTopology.indexer);
  });
  afterAll(() => broker.stop());

  const ends = (timeoutMs?: number) =>
    afterBacklogProcessed(
      connection,
      () => Promise.resolve(new Map([['zone', (requested += 1)]])),
      timeoutMs,
    )(['camera']);
  const publishCounts = () => jetstream(connection).publish('vialog.v1.counts.main', 'a slot');
  async function next() {
    const message = await (await jetstream(connection).consumers.get(stream, config.durable_name)).next();
    if (!message) throw new Error('The consumer of the indexer delivered no message.');
    return message;
  }

  test('does not reply while unread counts are pending', async () => {
    await publishCounts();
    await expect(ends(200)).rejects.toThrow('1 messages with counts are not stored yet');
    expect(requested).toBe(0);
  });

  test('replies when the counts published before the request are processed, and ignores later ones', async () => {
    await publishCounts();
    const reply = ends(30_000);
    await (await next()).ackAck();
    await publishCounts();
    expect(await reply).toEqual(new Map([['zone', 1]]));
  });

  test('does not wait for a delivered message that waits for a redelivery', async () => {
    await publishCounts();
    (await next()).nak(3_600_000);
    expect(await ends(200)).toEqual(new Map([['zone', 1]]));
  });

  test('replies at once when the stream is empty', async () => {
    expect(await ends()).toEqual(new Map([['zone', 1]]));
  });
});
