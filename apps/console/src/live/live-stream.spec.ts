import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { LiveMessage } from '@vialog/contracts';
import { LiveStream, silenceTimeoutMs, type LiveStatus } from './live-stream.ts';

/** A live endpoint that the test controls. */
function fakeServer() {
  const paths: string[] = [];
  const messages: LiveMessage[] = [];
  const states: LiveStatus[] = [];
  let status = 200;
  let connection: ReadableStreamDefaultController<Uint8Array> | undefined;
  const open = (path: string, signal: AbortSignal) => {
    paths.push(path);
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (connection = controller) });
    signal.addEventListener('abort', () => connection?.error(new Error('aborted')));
    return Promise.resolve(new Response(status === 200 ? body : null, { status }));
  };
  const stream = new LiveStream<LiveMessage>({
    path: '/v1/live',
    names: ['camera', 'reset'],
    open,
    random: () => 1,
    onMessage: (message) => messages.push(message),
    onStatus: (state) => states.push(state),
  });
  return {
    stream,
    paths,
    messages,
    states,
    respondWith: (code: number) => (status = code),
    send: (bytes: Uint8Array) => connection?.enqueue(bytes),
    sendText: (text: string) => connection?.enqueue(new TextEncoder().encode(text)),
    close: () => connection?.close(),
  };
}

const soon = () => jest.advanceTimersByTimeAsync(20);

describe('LiveStream', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('resumes from the last event id after the connection is lost', async () => {
    const server = fakeServer();
    server.stream.start();
    await soon();
    server.sendText('id: 7\nevent: camera\ndata: {"cameraId":"cam000000001","version":2}\n\n');
    await soon();
    server.close();
    await jest.advanceTimersByTimeAsync(1_100);
    server.stream.pause();
    expect(server.messages).toEqual([{ name: 'camera', data: { cameraId: 'cam000000001', version: 2 } }]);
    expect(server.paths).toEqual(['/v1/live', '/v1/live?lastEventId=7']);
  });

  it('reconnects after HTTP 503, which EventSource does not', async () => {
    const server = fakeServer();
    server.respondWith(503);
    server.stream.start();
    await soon();
    expect(server.states.at(-1)).toBe('reconnecting');
    server.respondWith(200);
    await jest.advanceTimersByTimeAsync(1_100);
    expect(server.states.at(-1)).toBe('live');
    server.stream.pause();
  });

  it('connects at once on request while the next attempt of a live stream waits, and only then', async () => {
    const server = fakeServer();
    server.stream.retryNow();
    expect(server.paths).toHaveLength(0);
    server.respondWith(503);
    server.stream.start();
    await soon();
    server.respondWith(200);
    server.stream.retryNow();
    server.stream.retryNow();
    await soon();
    expect(server.states.at(-1)).toBe('live');
    expect(server.paths).toHaveLength(2);
    server.stream.pause();
    server.stream.retryNow();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(server.paths).toHaveLength(2);
  });

  it('waits longer after each connection that the server of a live stream closes at once', async () => {
    let connections = 0;
    const stream = new LiveStream<LiveMessage>({
      path: '/v1/live',
      names: ['reset'],
      open: () => {
        connections += 1;
        return Promise.resolve(new Response(''));
      },
      random: () => 1,
      onMessage: () => undefined,
      onStatus: () => undefined,
    });
    stream.start();
    // After 0, 1, 3, 7, 15 and 31 s.
    for (let seconds = 0; seconds < 60; seconds += 1) await jest.advanceTimersByTimeAsync(1_000);
    stream.pause();
    expect(connections).toBe(6);
  });

  it('reconnects when the live stream is silent for too long', async () => {
    const server = fakeServer();
    server.stream.start();
    await soon();
    await jest.advanceTimersByTimeAsync(silenceTimeoutMs + 1_100);
    server.stream.pause();
    expect(server.paths).toHaveLength(2);
  });

  it('keeps a live stream open that sends only heartbeats', async () => {
    const server = fakeServer();
    server.stream.start();
    await soon();
    for (let beats = 0; beats < 4; beats += 1) {
      await jest.advanceTimersByTimeAsync(silenceTimeoutMs - 5_000);
      server.sendText(': heartbeat\n\n');
      await soon();
    }
    server.stream.pause();
    expect(server.paths).toHaveLength(1);
  });

  it('sends no request while the live stream is paused and connects when it is started again', async () => {
    const server = fakeServer();
    server.stream.start();
    await soon();
    server.stream.pause();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(server.paths).toHaveLength(1);
    server.stream.start();
    await soon();
    expect(server.states.at(-1)).toBe('live');
    server.stream.pause();
  });
});

describe('LiveStream messages', () => {
  const text =
    ': heartbeat\n\nid: 41\nevent: reset\ndata: {"since":1}\n\nretry: 10\n: heartbeat\n\n' +
    'id: 42\r\nevent: camera\r\ndata: {"cameraId":"北门",\r\ndata: "version":2}\r\n\r\n' +
    'id: 43\nevent: unknown\ndata: {}\n\ndata: {}\n\nid: 44\nevent: reset\ndata: {"since":';
  const bytes = new TextEncoder().encode(text);
  const messages = [
    { name: 'reset', data: { since: 1 } },
    { name: 'camera', data: { cameraId: '北门', version: 2 } },
  ];

  it('delivers the same live messages for every split of the bytes into chunks', async () => {
    const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (chosen) => {
        const server = fakeServer();
        server.stream.start();
        await new Promise(setImmediate);
        const edges = [0, ...chosen.sort((a, b) => a - b), bytes.length];
        edges.slice(1).forEach((edge, i) => server.send(bytes.slice(edges[i], edge)));
        server.close();
        while (server.states.at(-1) !== 'reconnecting') await new Promise(setImmediate);
        server.stream.pause();
        expect(server.messages).toEqual(messages);
      }),
    );
  });
});
