import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { describeUnless, missingNats, until } from '@vialog/testkit';
import { Broker } from '@vialog/nats/fixtures';
import { FrameBacklog } from './frame-backlog.ts';
import { framesDurable, framesStream } from './frame-names.ts';
import { makeFrames } from './frames.fixture.ts';

jest.setTimeout(60_000);

describeUnless(missingNats(), describe)('frames that wait at the broker', () => {
  let server: Broker;
  beforeAll(async () => {
    server = await Broker.start();
  });
  afterAll(() => server.stop());

  test('are told apart from those under way and those given out again', async () => {
    const connection = await server.connect();
    const backlog = new FrameBacklog(connection);
    await expect(backlog.look()).rejects.toThrow(/stream not found/i);
    await makeFrames(connection);
    for (const camera of ['a', 'b', 'c'])
      await jetstream(connection).publish(`vialog.v1.frames.main-7.${camera}`, 'pixels');
    await backlog.look();
    expect(backlog.figures()).toEqual({ waiting: 3, counting: 0, redelivered: 0 });
    const consumer = await jetstream(connection).consumers.get(framesStream, framesDurable);
    const first = await consumer.next();
    await backlog.look();
    expect(backlog.figures()).toEqual({ waiting: 2, counting: 1, redelivered: 0 });
    first?.nak();
    const again = await consumer.next();
    expect(again?.redelivered).toBe(true);
    await backlog.look();
    expect(backlog.figures()).toEqual({ waiting: 2, counting: 1, redelivered: 1 });
    again?.ack();
    backlog.start();
    await until(() => backlog.figures().counting === 0);
    backlog.close();
  });
});
