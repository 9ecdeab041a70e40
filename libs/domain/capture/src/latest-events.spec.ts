import { describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from './frame-source.port.ts';
import { latestEvents } from './latest-events.ts';

const picture = (capturedAt: number): CaptureEvent => ({
  kind: 'picture',
  picture: { width: 1, height: 1, format: 'rgb24', pixels: new Uint8Array(3) },
  capturedAt,
});
const fault = (at: number): CaptureEvent => ({ kind: 'fault', reason: 'offline', detail: 'gone', at });
const momentOf = (event: CaptureEvent): number => (event.kind === 'picture' ? event.capturedAt : event.at);
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function* listOf(...events: CaptureEvent[]): AsyncGenerator<CaptureEvent> {
  await Promise.resolve();
  yield* events;
}

describe('latestEvents', () => {
  it('yields the newest picture to a slow consumer and drops older ones', async () => {
    const events = latestEvents(
      () => listOf(picture(1), picture(2), picture(3)),
      new AbortController().signal,
    );
    const first = events.next();
    await settled();
    const moments = [await first, await events.next(), await events.next()].map((result) =>
      result.value === undefined ? 'end' : momentOf(result.value),
    );
    expect(moments.slice(1)).toEqual([3, 'end']);
  });

  it('keeps the order of a fault and the picture that follows it', async () => {
    const events = latestEvents(
      () => listOf(picture(1), fault(2), fault(3), picture(4)),
      new AbortController().signal,
    );
    const seen: number[] = [];
    for await (const event of events) {
      seen.push(momentOf(event));
      await settled();
    }
    expect(seen.slice(-2)).toEqual([3, 4]);
  });

  it('stops the source and waits for it when the consumer stops iterating', async () => {
    let closed = false;
    const source = async function* (signal: AbortSignal): AsyncGenerator<CaptureEvent> {
      try {
        yield picture(1);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        await settled();
      } finally {
        closed = true;
      }
    };
    for await (const event of latestEvents(source, new AbortController().signal)) {
      expect(event.kind).toBe('picture');
      break;
    }
    expect(closed).toBe(true);
  });

  it('ends when the signal aborts while nothing arrives', async () => {
    const stop = new AbortController();
    const source = async function* (signal: AbortSignal): AsyncGenerator<CaptureEvent> {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield* [];
    };
    const next = latestEvents(source, stop.signal).next();
    stop.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('passes errors of the source to the consumer', async () => {
    const source = async function* (): AsyncGenerator<CaptureEvent> {
      yield picture(1);
      await settled();
      throw new Error('a bug');
    };
    const reading = (async () => {
      for await (const _ of latestEvents(source, new AbortController().signal)) void _;
    })();
    await expect(reading).rejects.toThrow('a bug');
  });
});
