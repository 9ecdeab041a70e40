import { describe, expect, it } from '@jest/globals';
import { isoOf, type LiveMessage } from '@vialog/contracts';
import { LiveHub, type LiveItem } from './live-hub.ts';

const camera = (version: number): LiveMessage => ({
  name: 'camera',
  data: { cameraId: 'cam000000001', version },
});
const told = ({ message }: LiveItem) => (message.name === 'camera' ? message.data.version : message.name);

function setUp(options: { keepItems?: number } = {}) {
  const time = { now: Date.UTC(2026, 2, 2), monotonic: 0 };
  const clock = { now: () => time.now, monotonic: () => time.monotonic };
  return { time, hub: new LiveHub({ clock, ...options }) };
}

async function take(feed: AsyncIterator<LiveItem>, count: number): Promise<LiveItem[]> {
  const items: LiveItem[] = [];
  while (items.length < count) items.push((await feed.next()).value as LiveItem);
  return items;
}

describe('the live feed', () => {
  it('the live hub sends a new subscriber only later messages', async () => {
    const { hub } = setUp();
    hub.publish(camera(1));
    const feed = hub.subscribe();
    hub.publish(camera(2));
    const waiting = take(feed, 2);
    hub.publish(camera(3));
    expect((await waiting).map(told)).toEqual([2, 3]);
  });

  it('the live hub replays missed messages in order and once', async () => {
    const { hub } = setUp();
    for (let i = 1; i <= 5; i += 1) hub.publish(camera(i));
    const items = await take(hub.subscribe({ after: hub.newest - 3 }), 3);
    expect(items.map(told)).toEqual([3, 4, 5]);
    expect(items.map((item) => item.sequence)).toEqual([2, 1, 0].map((back) => hub.newest - back));
  });

  it('the live hub sends a reset for an unknown sequence number and continues with new messages', async () => {
    const { hub } = setUp();
    hub.publish(camera(1));
    const feed = hub.subscribe({ after: 17 });
    const [reset] = await take(feed, 1);
    expect(reset).toMatchObject({
      sequence: hub.newest,
      message: { name: 'reset', data: { since: hub.newest } },
    });
    hub.publish(camera(2));
    expect((await take(feed, 1)).map(told)).toEqual([2]);
    expect((await take(hub.subscribe({ after: hub.newest + 1 }), 1)).map(told)).toEqual(['reset']);
  });

  it('the live hub drops messages after five minutes', async () => {
    const { hub, time } = setUp();
    const before = hub.newest;
    hub.publish(camera(1));
    time.monotonic += 299_000;
    hub.publish(camera(2));
    expect((await take(hub.subscribe({ after: before }), 2)).map(told)).toEqual([1, 2]);
    time.monotonic += 2_000;
    expect((await take(hub.subscribe({ after: before }), 1)).map(told)).toEqual(['reset']);
    expect((await take(hub.subscribe({ after: before + 1 }), 1)).map(told)).toEqual([2]);
  });

  it('the live hub resets a slow subscriber instead of buffering more messages', async () => {
    const { hub } = setUp({ keepItems: 10 });
    const slow = hub.subscribe();
    for (let i = 1; i <= 10; i += 1) hub.publish(camera(i));
    expect((await take(slow, 2)).map(told)).toEqual([1, 2]);
    for (let i = 11; i <= 100; i += 1) hub.publish(camera(i));
    expect((await take(slow, 1)).map(told)).toEqual(['reset']);
    hub.publish(camera(101));
    expect((await take(slow, 1)).map(told)).toEqual([101]);
  });

  it('sequence numbers of the live hub are higher than those of an earlier run', () => {
    const { hub, time } = setUp();
    for (let i = 0; i < 500; i += 1) hub.publish(camera(i));
    time.now += 1;
    expect(new LiveHub({ clock: { now: () => time.now, monotonic: () => 0 } }).newest).toBeGreaterThan(
      hub.newest,
    );
    expect(Number.isSafeInteger(hub.newest)).toBe(true);
    expect(isoOf(hub.newest / 1000)).toMatch(/^2026/);
  });

  it('a waiting subscription ends when its signal aborts and when the hub closes', async () => {
    const { hub } = setUp();
    const stop = new AbortController();
    const aborted = hub.subscribe({ signal: stop.signal }).next();
    const closed = hub.subscribe().next();
    stop.abort();
    expect(await aborted).toMatchObject({ done: true });
    hub.close();
    expect(await closed).toMatchObject({ done: true });
    expect(await hub.subscribe().next()).toMatchObject({ done: true });
  });
});
