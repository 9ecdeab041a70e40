import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LiveMessage } from '@vialog/contracts';
import { LiveStream, silenceMs, type LiveStatus } from './live-stream.ts';

/** A server whose answers the test holds in its hand. */
function fakeServer() {
  const paths: string[] = [];
  const messages: LiveMessage[] = [];
  const states: LiveStatus[] = [];
  let status = 200;
  let line: ReadableStreamDefaultController<Uint8Array> | undefined;
  const open = (path: string, signal: AbortSignal) => {
    paths.push(path);
    const body = new ReadableStream<Uint8Array>({ start: (controller) => void (line = controller) });
    signal.addEventListener('abort', () => line?.error(new Error('aborted')));
    return Promise.resolve(new Response(status === 200 ? body : null, { status }));
  };
  const stream = new LiveStream({
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
    answerWith: (code: number) => (status = code),
    send: (text: string) => line?.enqueue(new TextEncoder().encode(text)),
    cut: () => line?.close(),
  };
}

const soon = () => jest.advanceTimersByTimeAsync(20);

describe('LiveStream', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('goes on behind the last message after a drop', async () => {
    const server = fakeServer();
    server.stream.start();
    await soon();
    server.send('id: 7\nevent: camera\ndata: {"cameraId":"cam000000001","version":2}\n\n');
    await soon();
    server.cut();
    await jest.advanceTimersByTimeAsync(1_100);
    server.stream.pause();
    expect(server.messages).toEqual([{ name: 'camera', data: { cameraId: 'cam000000001', version: 2 } }]);
    expect(server.paths).toEqual(['/v1/live', '/v1/live?lastEventId=7']);
  });

  it('comes back after HTTP 503, which EventSource never does', async () => {
    const server = fakeServer();
    server.answerWith(503);
    server.stream.start();
    await soon();
    expect(server.states.at(-1)).toBe('waiting');
    server.answerWith(200);
    await jest.advanceTimersByTimeAsync(1_100);
    expect(server.states.at(-1)).toBe('live');
    server.stream.pause();
  });

  it('gives up a line that is silent for too long', async () => {
    const server = fakeServer();
    server.stream.start();
    await soon();
    await jest.advanceTimersByTimeAsync(silenceMs + 1_100);
    server.stream.pause();
    expect(server.paths).toHaveLength(2);
  });

  it('lets a heartbeat count as life', async () => {
    const server = fakeServer();
    server.stream.start();
    await soon();
    for (let beats = 0; beats < 4; beats += 1) {
      await jest.advanceTimersByTimeAsync(silenceMs - 5_000);
      server.send(': still here\n\n');
      await soon();
    }
    server.stream.pause();
    expect(server.paths).toHaveLength(1);
  });

  it('asks nothing while paused and goes on when started again', async () => {
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
