import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { LiveMessage } from '@vialog/contracts';
import { LiveHub } from '@vialog/events';
import { StandingClock } from '@vialog/registry/conformance';
import { administratorToken, startTestApi, type TestApi } from './http-api.fixture.ts';
import { liveFrames } from './live/live-frames.ts';
import { OpenStreams } from './live/open-streams.ts';

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
    const answer = await fetch(`${base}/v1/live${query}`, {
      signal: stop.signal,
      headers: { authorization: `Bearer ${administratorToken}`, ...headers },
    });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    const until = async (part: string): Promise<string> => {
      let text = '';
      while (!text.includes(part)) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) return `${text}<end>`;
        text += chunk.value;
      }
      return text;
    };
    return { answer, until, stop };
  };

  test('headers and a first comment come at once, then messages with name and number', async () => {
    const { answer, until, stop } = await listen();
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    await until('retry: 2000\n\n');
    api.live.publish(message(2));
    const text = await until('\n\n');
    expect(text).toBe(
      `id: ${api.live.newest}\nevent: camera\ndata: {"cameraId":"abcabcabcabc","version":2}\n\n`,
    );
    stop.abort();
  });

  test.each(['header', 'query'])('what was missed is replayed by %s', async (way) => {
    api.live.publish(message(1));
    const seen = String(api.live.newest);
    api.live.publish(message(2));
    api.live.publish(message(3));
    const { until, stop } =
      way === 'header' ? await listen('', { 'last-event-id': seen }) : await listen(`?lastEventId=${seen}`);
    const text = await until('"version":3}\n\n');
    expect(text).toContain('"version":2}');
    expect(text).not.toContain('"version":1}');
    stop.abort();
  });

  test('a number that is too old or of another run gets one reset', async () => {
    const { until, stop } = await listen('?lastEventId=5');
    expect(await until('event: reset')).toContain(`id: ${api.live.newest}\n`);
    stop.abort();
  }, 3_000);

  test.each(['?lastEventId=abc', '?lastEventId=-1', '?since=1'])('%s is refused', async (query) => {
    expect((await listen(query)).answer.status).toBe(400);
  });

  test('a header that is no number is as if there were none', async () => {
    const { answer, stop } = await listen('', { 'last-event-id': 'abc' });
    expect(answer.status).toBe(200);
    stop.abort();
  });

  test('a client that leaves is forgotten', async () => {
    const streams = api.app.get(OpenStreams);
    const { until, stop } = await listen();
    await until('retry');
    expect(streams.count).toBe(1);
    stop.abort();
    for (let i = 0; i < 100 && streams.count > 0; i += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(streams.count).toBe(0);
  });

  test('shutting down ends the streams and does not wait for them', async () => {
    const { until } = await listen();
    await until('retry');
    const closing = api.app.close();
    expect(await until('never')).toMatch(/<end>$/);
    await closing;
  }, 5_000);
});

describe('live frames', () => {
  test('silence is broken by a comment, and a message after it is not lost', async () => {
    jest.useFakeTimers();
    const hub = new LiveHub({ clock: new StandingClock() });
    const stop = new AbortController();
    const frames = liveFrames(hub, { signal: stop.signal });
    await frames.next();
    const beat = frames.next();
    await jest.advanceTimersByTimeAsync(15_000);
    expect((await beat).value).toBe(': still here\n\n');
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
