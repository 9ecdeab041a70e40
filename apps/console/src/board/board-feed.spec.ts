import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { BoardResponse } from '@vialog/contracts';
import { ApiError } from '../api/call.ts';
import { BoardFeed, requestTimeoutMs } from './board-feed.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What the server and the network do now. */
type Fault =
  'none' | 'off' | 'error' | 'signed out' | 'busy' | 'slow' | 'late response' | 'silent stream' | 'no stream';

/** A server whose faults the test chooses. It counts what is open at a time. */
function fakeServer() {
  let fault: Fault = 'none';
  const seen = {
    reads: 0,
    streams: 0,
    openReads: 0,
    openStreams: 0,
    maxReads: 0,
    maxStreams: 0,
    rendered: 0,
  };
  const connections = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const statusOf: Partial<Record<Fault, number>> = { off: 0, error: 500, 'signed out': 401, busy: 429 };

  const readBoard = async (signal: AbortSignal): Promise<BoardResponse> => {
    seen.reads += 1;
    seen.openReads += 1;
    seen.maxReads = Math.max(seen.maxReads, seen.openReads);
    try {
      if (fault === 'slow') await aborted(signal);
      if (fault === 'late response') await delay(2_000);
      const status = statusOf[fault];
      if (status !== undefined) throw new ApiError(status, {});
      return { readAt: new Date().toISOString(), items: [], matching: 0 };
    } finally {
      seen.openReads -= 1;
    }
  };
  const openStream = async (_path: string, signal: AbortSignal): Promise<Response> => {
    seen.streams += 1;
    if (fault === 'slow') await aborted(signal);
    const status = statusOf[fault] ?? (fault === 'no stream' ? 503 : 200);
    if (status !== 200) throw new ApiError(status, {});
    seen.openStreams += 1;
    seen.maxStreams = Math.max(seen.maxStreams, seen.openStreams);
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        connections.add(controller);
      },
    });
    signal.addEventListener('abort', () => {
      if (own && connections.delete(own)) own.error(new Error('aborted'));
      seen.openStreams -= 1;
    });
    return new Response(body);
  };
  const send = (text: string): void => {
    for (const connection of connections) connection.enqueue(new TextEncoder().encode(text));
  };
  return {
    seen,
    readBoard,
    openStream,
    change: () => send('event: changed\ndata: {}\n\n'),
    beat: () => send(': heartbeat\n\n'),
    set: (next: Fault) => {
      fault = next;
      // A server that goes away closes its connections; a half-open one keeps them without a byte.
      if (next === 'off' || next === 'error')
        for (const connection of connections) {
          connections.delete(connection);
          connection.close();
        }
    },
    get isSilent() {
      return fault !== 'none';
    },
  };
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new ApiError(0, {})), { once: true }),
  );

describe('BoardFeed', () => {
  let server: ReturnType<typeof fakeServer>;
  let feed: BoardFeed;
  let recovered: number;

  const open = (openKioskLink?: () => Promise<void>): BoardFeed => {
    feed = new BoardFeed({
      ...server,
      openKioskLink,
      random: () => 0.5,
      onRecovered: () => (recovered += 1),
    });
    feed.start();
    return feed;
  };
  const status = () => feed.snapshot().status;

  /** Lets time pass in steps of 15 s; a healthy server sends a heartbeat in each. */
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 15_000) {
      await jest.advanceTimersByTimeAsync(15_000);
      if (!server.isSilent) server.beat();
    }
    await jest.advanceTimersByTimeAsync(0);
  }

  beforeEach(() => {
    jest.useFakeTimers();
    recovered = 0;
    server = fakeServer();
  });
  afterEach(() => {
    feed.stop();
    jest.useRealTimers();
  });

  it('reads the board when the stream says that it changed, at most every five seconds', async () => {
    open();
    await pass(15_000);
    expect(status()).toBe('live');
    const before = server.seen.reads;
    for (let i = 0; i < 300; i += 1) {
      server.change();
      await jest.advanceTimersByTimeAsync(100);
    }
    expect(server.seen.reads - before).toBeGreaterThanOrEqual(4);
    expect(server.seen.reads - before).toBeLessThanOrEqual(7);
  });

  it('reads the board again when it changed during a read, whose response can be older', async () => {
    open();
    await pass(minute);
    server.set('late response');
    server.change();
    await jest.advanceTimersByTimeAsync(1_000);
    const before = { ...server.seen };
    expect(before.openReads).toBe(1);
    server.change();
    server.set('none');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(server.seen).toMatchObject({ reads: before.reads + 1, openReads: 0, maxReads: 1 });
  });

  it('polls while there is no stream, and says so', async () => {
    server.set('no stream');
    open();
    await pass(10 * minute);
    expect(status()).toBe('polling');
    expect(server.seen.reads).toBeGreaterThan(30);
    expect(server.seen.reads).toBeLessThan(50);
    server.set('none');
    await pass(minute);
    expect(status()).toBe('live');
  });

  it.each([
    ['off', 'offline'],
    ['error', 'offline'],
    ['busy', 'offline'],
    ['slow', 'offline'],
    ['signed out', 'signed_out'],
  ] as const)(
    'keeps the last figures while the server is "%s" and recovers without a reload',
    async (fault, shown) => {
      open();
      await pass(minute);
      const before = feed.snapshot().board;
      server.set(fault);
      await pass(5 * minute);
      expect(status()).toBe(shown);
      expect(feed.snapshot().board?.readAt).toBeDefined();
      server.set('none');
      await pass(3 * minute);
      expect(status()).toBe('live');
      expect(feed.snapshot().board?.readAt).not.toBe(before?.readAt);
      expect(recovered).toBe(1);
    },
  );

  it('notices a stream that stays open without a byte, and reads the board meanwhile', async () => {
    open();
    await pass(minute);
    server.set('silent stream');
    const before = { ...server.seen };
    await pass(10 * minute);
    expect(server.seen.streams).toBeGreaterThan(before.streams + 3);
    expect(server.seen.reads).toBeGreaterThan(before.reads + 8);
    expect(status()).not.toBe('offline');
  });

  it('sends few requests during a fault of a night', async () => {
    open();
    await pass(minute);
    server.set('off');
    const before = server.seen.reads;
    await pass(8 * hour);
    // Once in 15 to 30 s with the longest back-off.
    expect(server.seen.reads - before).toBeLessThan((8 * hour) / 20_000);
  });

  it('survives two days of changing faults with one request and one stream at a time', async () => {
    const faults: readonly Fault[] = [
      'off',
      'error',
      'busy',
      'slow',
      'silent stream',
      'signed out',
      'no stream',
    ];
    open();
    const renders: number[] = [];
    feed.subscribe(() => (server.seen.rendered += 1));
    for (let round = 0; round < 48; round += 1) {
      server.set(faults[round % faults.length] ?? 'off');
      await pass(((round % 5) + 1) * 7 * minute);
      server.set('none');
      await pass(hour - ((round % 5) + 1) * 7 * minute);
      expect([round, status()]).toEqual([round, 'live']);
      renders.push(server.seen.rendered);
      server.seen.rendered = 0;
    }
    expect(server.seen).toMatchObject({ maxReads: 1, maxStreams: 1, openStreams: 1, openReads: 0 });
    // The last day costs as much as the first one: nothing accumulates.
    const day = (from: number) => renders.slice(from, from + 21).reduce((sum, count) => sum + count, 0);
    expect(day(21) / day(0)).toBeGreaterThan(0.9);
    expect(day(21) / day(0)).toBeLessThan(1.1);
  });

  it('aborts a request without a response', async () => {
    server.set('slow');
    open();
    await jest.advanceTimersByTimeAsync(requestTimeoutMs);
    expect(status()).toBe('offline');
    expect(server.seen.openReads).toBe(0);
  });

  it('sends the secret of a kiosk link until the server accepts it, and not again', async () => {
    const attempts: Fault[] = [];
    const failures = [new ApiError(0, {}), new ApiError(503, {}), undefined];
    open(() => {
      attempts.push('none');
      const failure = failures[attempts.length - 1];
      return failure ? Promise.reject(failure) : Promise.resolve();
    });
    await pass(10 * minute);
    expect(attempts).toHaveLength(3);
    expect(status()).toBe('live');
  });

  it('does not repeat a rejected kiosk link, which the server would take for guessing', async () => {
    let attempts = 0;
    server.set('signed out');
    open(() => {
      attempts += 1;
      return Promise.reject(new ApiError(401, { code: 'KIOSK_LINK_ENDED' }));
    });
    await pass(hour);
    expect(attempts).toBe(1);
    expect(status()).toBe('signed_out');
  });

  it.each([400, 404])('a board whose request is rejected with HTTP %i is not offline', async (rejection) => {
    feed = new BoardFeed({
      ...server,
      readBoard: () => Promise.reject(new ApiError(rejection, { code: 'SITE_NOT_FOUND' })),
      random: () => 0.5,
    });
    feed.start();
    await pass(minute);
    expect(status()).toBe('rejected');
  });

  it('leaves no timer and no connection when it stops', async () => {
    open();
    await pass(minute);
    feed.stop();
    const { reads, streams } = server.seen;
    await pass(hour);
    expect(server.seen).toMatchObject({ reads, streams, openReads: 0, openStreams: 0 });
  });
});
