import { expect, test } from '@jest/globals';
import { retryUntilAborted, type CaptureEvent } from '@vialog/capture';
import { epochOf, type CountEvent } from '@vialog/contracts';
import { detectorOf } from '@vialog/detection/fakes';
import { HealthRecorder } from '@vialog/registry';
import { InMemoryHealthHistory } from '@vialog/registry/conformance';
import { CameraWorker } from './camera-worker.ts';
import { cameraAt, hour, settled, start } from './ingest.fixture.ts';

const id = 'abcdefghijkl';
const minute = 60_000;
const stepMs = 250;

/** Time that the test advances, with the pauses that wait for it. */
class Time {
  now = start;
  readonly clock = { now: () => this.now, monotonic: () => this.now };
  #waiting: { readonly at: number; readonly wake: () => void }[] = [];

  readonly pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      this.#waiting.push({ at: this.now + ms, wake: resolve });
      signal.addEventListener('abort', () => resolve());
    });

  async step(): Promise<void> {
    this.now += stepMs;
    const due = this.#waiting.filter(({ at }) => at <= this.now);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.now);
    for (const { wake } of due) wake();
    if (due.length > 0) await settled();
  }
}

test('a camera that was unplugged for an hour returns without help, each of its slots is explained, and its history reads right', async () => {
  const time = new Time();
  const { clock, pause } = time;
  let isPlugged = true;
  let attempts = 0;
  async function* attempt(signal: AbortSignal): AsyncIterable<CaptureEvent> {
    attempts += 1;
    for (; isPlugged && !signal.aborted; await pause(2_000, signal)) {
      const pixels = Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => (i * 13 + time.now / stepMs) % 256);
      const picture = { width: 8, height: 8, format: 'rgb24' as const, pixels };
      yield { kind: 'picture', picture, capturedAt: time.now };
    }
    if (!signal.aborted)
      yield { kind: 'fault', reason: 'offline', detail: 'the camera does not respond', at: time.now };
  }
  const history = new InMemoryHealthHistory();
  const recorder = new HealthRecorder({ history, onError: () => undefined });
  const worker = new CameraWorker([cameraAt(id, 1, start)], {
    source: {
      frames: (_request, signal) => retryUntilAborted(attempt, { clock, random: () => 0.5, pause }, signal),
    },
    detector: detectorOf(0),
    clock,
    widthOf: () => Promise.resolve(8),
    onHealth: (health) => recorder.update(health),
  });
  const events: CountEvent[] = [];
  const run = async (ms: number): Promise<void> => {
    for (const end = time.now + ms; time.now < end; await time.step()) {
      events.push(...worker.tick());
      if (time.now % 1_000 === 0) await settled();
    }
  };

  await run(5 * minute);
  isPlugged = false;
  await run(hour);
  isPlugged = true;
  await run(5 * minute);
  await worker.close();
  await recorder.flush();

  // Every slot once: the last 30 s can still be measured.
  const slots = events.map(({ slotStartAt }) => epochOf(slotStartAt)).sort((a, b) => a - b);
  expect(slots).toEqual(slots.map((_, i) => start + i * 10_000));
  expect(slots.at(-1)).toBeGreaterThanOrEqual(start + hour + 9 * minute);
  const gaps = events.filter(({ kind }) => kind === 'gap');
  expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['offline']));
  // The back-off is at most a minute, so the camera is found within a minute after it returned.
  expect(gaps.length).toBeGreaterThanOrEqual(359);
  expect(gaps.length).toBeLessThanOrEqual(366);
  // 1–2 s, then doubled up to a minute: about one attempt in 45 s.
  expect(attempts).toBeLessThan(100);
  const changes = (await history.last(id, 10)).toReversed();
  expect(changes.map(({ state, reason }) => `${state} ${reason ?? ''}`.trim())).toEqual([
    'online',
    'offline offline',
    'online',
  ]);
  const [, offline, online] = changes.map(({ changedAt }) => epochOf(changedAt) - start);
  expect(Math.abs(offline! - 5 * minute)).toBeLessThan(3_000);
  expect(online! - offline! - hour).toBeLessThan(minute);
});
