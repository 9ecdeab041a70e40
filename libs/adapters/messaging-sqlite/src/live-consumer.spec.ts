import { describe, expect, it } from '@jest/globals';
import { done } from '@vialog/contracts';
import { LiveConsumer } from './live-consumer.ts';

describe('a live subscriber', () => {
  it('that is behind misses the newest, which is counted, and keeps the order of the rest', async () => {
    const seen: unknown[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const live = new LiveConsumer('vialog.v1.counts', async (message) => {
      if (seen.push(message) === 1) await held;
      return done();
    });
    live.offer(0);
    await new Promise((resolve) => setImmediate(resolve));
    for (let i = 1; i <= 1_200; i += 1) live.offer(i);
    expect(live.dropped).toBe(200);
    release();
    await live.close(new Promise(() => undefined));
    expect(seen).toEqual(Array.from({ length: 1_001 }, (_, i) => i));
  });

  it('is not run by the publisher itself, and outlives what its handler throws', async () => {
    const seen: unknown[] = [];
    const live = new LiveConsumer('vialog.v1.counts', (message) => {
      seen.push(message);
      return Promise.reject(new Error('a defect'));
    });
    live.offer('a');
    live.offer('b');
    expect(seen).toEqual([]);
    await live.close(new Promise(() => undefined));
    expect(seen).toEqual(['a', 'b']);
  });
});
