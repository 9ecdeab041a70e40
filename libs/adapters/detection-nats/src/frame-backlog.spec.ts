import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { Broker } from '@vialog/nats/fixtures';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { FrameBacklog } from './frame-backlog.ts';
import { framesConsumer, framesStream } from './frame-names.ts';
import { createFrameStream } from './frames.fixture.ts';

const recovered = 'The frame backlog is known again.';

describeUnless(missingNats(), describe)('FrameBacklog', () => {
  let server: Broker;
  beforeAll(async () => {
    server = await Broker.start();
  });
  afterAll(() => server.stop());

  test('counts frames that are pending, waiting for an ack and redelivered', async () => {
    const connection = await server.connect();
    const backlog = new FrameBacklog(connection);
    await expect(backlog.refresh()).rejects.toThrow(/stream not found/i);
    await createFrameStream(connection);
    const publish = (camera: string) =>
      jetstream(connection).publish(`vialog.v1.frames.main-7.${camera}`, 'pixels');
    await publish('a');
    await backlog.refresh();
    expect(backlog.stats()).toEqual({ pending: 1, ackPending: 0, redelivered: 0 });
    const consumer = await jetstream(connection).consumers.get(framesStream, framesConsumer);
    const first = await consumer.next();
    await backlog.refresh();
    expect(backlog.stats()).toEqual({ pending: 0, ackPending: 1, redelivered: 0 });
    first?.nak();
    // The only frame: with others pending, the broker may deliver one of them first.
    const again = await consumer.next();
    expect(again?.redelivered).toBe(true);
    await publish('b');
    await publish('c');
    await backlog.refresh();
    expect(backlog.stats()).toEqual({ pending: 2, ackPending: 1, redelivered: 1 });
    again?.ack();
    backlog.start();
    await until(() => backlog.stats()?.ackPending === 0);
    backlog.close();
  });

  test('reports an unknown backlog and logs once while the broker is unreachable', async () => {
    const connection = await server.connect();
    await createFrameStream(connection);
    const lines: string[] = [];
    const backlog = new FrameBacklog(connection, { report: (line) => lines.push(line), refreshMs: 100 });
    backlog.start();
    await until(() => backlog.stats() !== undefined);
    await server.kill();
    await until(() => backlog.stats() === undefined);
    await backlog.refresh().catch(() => undefined);
    expect(lines.at(-1)).toMatch(/^The frame backlog is unknown: /);
    await server.start();
    await createFrameStream(await server.connect());
    await until(() => lines.at(-1) === recovered);
    backlog.close();
    // A request of a loaded machine can time out while the broker runs: that is another outage with its own lines.
    const outages = lines.join('\n').split(`${recovered}\n`);
    for (const outage of outages) {
      const faults = outage.split('\n').filter((line) => line !== recovered);
      expect(faults).toEqual([...new Set(faults)]);
      expect(faults).not.toEqual([]);
    }
  });
});
