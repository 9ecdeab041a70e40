import { describe, expect, it } from '@jest/globals';
import { done } from '@vialog/contracts';
import { EphemeralConsumer } from './ephemeral-consumer.ts';

describe('EphemeralConsumer', () => {
  it('drops and counts the newest messages of a slow subscriber and keeps the order of the others', async () => {
    const seen: unknown[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const consumer = new EphemeralConsumer('vialog.v1.counts', async (message) => {
      if (seen.push(message) === 1) await held;
      return done();
    });
    consumer.offer(0);
    await new Promise((resolve) => setImmediate(resolve));
    for (let i = 1; i <= 1_200; i += 1) consumer.offer(i);
    expect(consumer.dropped).toBe(200);
    release();
    await consumer.close(new Promise(() => undefined));
    expect(seen).toEqual(Array.from({ length: 1_001 }, (_, i) => i));
  });

  it('runs the handler asynchronously and continues after the handler throws', async () => {
    const seen: unknown[] = [];
    const consumer = new EphemeralConsumer('vialog.v1.counts', (message) => {
      seen.push(message);
      return Promise.reject(new Error('handler failed'));
    });
    consumer.offer('a');
    consumer.offer('b');
    expect(seen).toEqual([]);
    await consumer.close(new Promise(() => undefined));
    expect(seen).toEqual(['a', 'b']);
  });
});
