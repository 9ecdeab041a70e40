import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sessionIdleMs, signIn } from '@vialog/access';
import type { LiveMessage } from '@vialog/contracts';
import { LiveHub } from '@vialog/events';
import { ManualClock } from '@vialog/registry/conformance';
import { administratorToken, send, startTestApi, type TestApi } from './http-api.fixture.ts';
import { liveFrames } from './live/live-frames.ts';
import { maxStreams, maxStreamsPerSession, OpenStreams } from './live/open-streams.ts';

const message = (version: number): LiveMessage => ({
  name: 'camera',
  data: { cameraId: 'abcabcabcabc', version },
});

describe('live feed over HTTP', () => {
  let api: TestApi;
  let base: string;
  beforeEach(async () => {
    api = await startTestApi();
    await api.app.listen(0, '127.0.0.1');
    base = await api.app.getUrl();
  });
  afterEach(() => api.close());

  const listen = async (query = '', headers: Record<string, string> = {}) => {
    const stop = new AbortController();
    const reply = await fetch(`${base}/v1/live${query}`, {
      signal: stop.signal,
      headers: { authorization: `Bearer ${administratorToken}`, ...headers },
    });
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    const until = async (part: string): Promise<string> => {
      let text = '';
      while (!text.includes(part)) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) return `${text}<end>`;
        text += chunk.value;
      }
      return text;
    };
    return { reply, until, stop };
  };

  test('the live feed sends headers and a comment at once, then messages with name and sequence number', async () => {
    const { reply, until, stop } = await listen();
    expect(reply.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(reply.headers.get('cache-control')).toContain('no-store');
    await until('retry: 2000\n\n');
    api.live.publish(message(2));
    const text = await until('\n\n');
    expect(text).toBe(
      `id: ${api.live.newest}\nevent: camera\ndata: {"cameraId":"abcabcabcabc","version":2}\n\n`,
    );
    stop.abort();
  });

  test.each(['header', 'query'])(
    'missed messages are replayed after the sequence number in the %s',
    async (place) => {
      api.live.publish(message(1));
      const seen = String(api.live.newest);
      api.live.publish(message(2));
      api.live.publish(message(3));
      const { until, stop } =
        place === 'header'
          ? await listen('', { 'last-event-id': seen })
          : await listen(`?lastEventId=${seen}`);
      const text = await until('"version":3}\n\n');
      expect(text).toContain('"version":2}');
      expect(text).not.toContain('"version":1}');
      stop.abort();
    },
  );

  test('a sequence number that is too old or of another process gets one reset', async () => {
    const { until, stop } = await listen('?lastEventId=5');
    expect(await until('event: reset')).toContain(`id: ${api.live.newest}\n`);
    stop.abort();
  });

  test.each(['?lastEventId=abc', '?lastEventId=-1', '?since=1'])(
    'the live feed rejects the query %s',
    async (query) => {
      expect((await listen(query)).reply.status).toBe(400);
    },
  );

  test('an invalid Last-Event-ID header is ignored', async () => {
    const { reply, stop } = await listen('', { 'last-event-id': 'abc' });
    expect(reply.status).toBe(200);
    stop.abort();
  });

  test('the stream of a client that disconnects is closed', async () => {
    const streams = api.app.get(OpenStreams);
    const { until, stop } = await listen();
    await until('retry');
    expect(streams.count).toBe(1);
    stop.abort();
    while (streams.count > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  test('a client that disconnects while its session is read leaves no open stream', async () => {
    const headers = await signedIn();
    const { sessions } = api.access;
    const readSession = sessions.get.bind(sessions);
    const [requested, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    jest.spyOn(sessions, 'get').mockImplementationOnce(async (hash) => {
      requested.resolve();
      await released.promise;
      return readSession(hash);
    });
    const disconnected = once(api.app.getHttpServer(), 'request').then(([, response]) =>
      once(response as ServerResponse, 'close'),
    );
    const stop = new AbortController();
    const reply = fetch(`${base}/v1/live`, { signal: stop.signal, headers });
    await requested.promise;
    stop.abort();
    await expect(reply).rejects.toThrow('aborted');
    await disconnected;
    released.resolve();
    await send(api, 'GET /v1/me', { signedIn: false, headers });
    expect(api.app.get(OpenStreams).count).toBe(0);
  });

  const signedIn = async (): Promise<{ cookie: string }> => {
    const { secret } = await signIn(api.access, { token: administratorToken }, 'a');
    return { cookie: `vialog=${secret}` };
  };
  const listenWith = (headers: Record<string, string>) => listen('', { authorization: '', ...headers });

  test('a live stream ends when its session signs out, and streams of other sessions continue', async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    const [ending, continuing] = [await listenWith(mine), await listenWith(other)];
    await fetch(`${base}/v1/session`, { method: 'DELETE', headers: mine });
    expect(await ending.until('never')).toMatch(/<end>$/);
    expect(api.app.get(OpenStreams).count).toBe(1);
    continuing.stop.abort();
  });

  test('a live stream ends when its session expires, although the stream was open all the time', async () => {
    const { until } = await listenWith(await signedIn());
    const streams = api.app.get(OpenStreams);
    api.registry.clock.epochMs += sessionIdleMs - 1;
    await streams.endExpired();
    expect(streams.count).toBe(1);
    api.registry.clock.epochMs += 1;
    await streams.endExpired();
    expect(await until('never')).toMatch(/<end>$/);
  });

  test('a live stream ends when another process removed its session', async () => {
    const { until } = await listenWith(await signedIn());
    jest.spyOn(api.access.sessions, 'get').mockResolvedValue(undefined);
    await api.app.get(OpenStreams).endExpired();
    expect(await until('never')).toMatch(/<end>$/);
  });

  test('a session has at most 20 live streams; the next is rejected with 429 and counted', async () => {
    const headers = await signedIn();
    const opened = await Promise.all(Array.from({ length: maxStreamsPerSession }, () => listenWith(headers)));
    const { reply, until } = await listenWith(headers);
    expect(reply.status).toBe(429);
    expect(await until('TOO_MANY')).toContain('TOO_MANY_STREAMS');
    const metrics = await send(api, 'GET /metrics');
    expect(metrics.text).toContain('vialog_live_streams 20\n');
    expect(metrics.text).toContain('vialog_live_streams_refused_total 1\n');
    expect((await listenWith(await signedIn())).reply.status).toBe(200);
    for (const { stop } of opened) stop.abort();
  });

  test('all clients together have at most 500 live streams; the next is rejected with 503', async () => {
    const streams = api.app.get(OpenStreams);
    for (let i = 0; i < maxStreams; i += 1) streams.open({ session: `session ${i}`, caller: 'a' });
    const { reply, until } = await listen();
    expect(reply.status).toBe(503);
    expect(await until('STREAM_C')).toContain('STREAM_CAPACITY');
  });

  test('shutting down ends live streams and does not wait for clients', async () => {
    const { until } = await listen();
    await until('retry');
    const closing = api.app.close();
    expect(await until('never')).toMatch(/<end>$/);
    await closing;
  });
});

describe('live frames', () => {
  test('a comment is sent after 15 s without messages, and the next message is not lost', async () => {
    jest.useFakeTimers();
    const hub = new LiveHub({ clock: new ManualClock() });
    const stop = new AbortController();
    const frames = liveFrames(hub, { signal: stop.signal });
    await frames.next();
    const beat = frames.next();
    await jest.advanceTimersByTimeAsync(15_000);
    expect((await beat).value).toBe(': heartbeat\n\n');
    const next = frames.next();
    hub.publish(message(7));
    expect((await next).value).toContain('"version":7');
    const last = frames.next();
    stop.abort();
    await jest.advanceTimersByTimeAsync(1);
    expect((await last).done).toBe(true);
    jest.useRealTimers();
  });
});
