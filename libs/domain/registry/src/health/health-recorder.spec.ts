import { expect, test } from '@jest/globals';
import { isoOf, type CameraHealth } from '@vialog/contracts';
import { InMemoryHealthHistory } from './health-history.fake.ts';
import { HealthRecorder } from './health-recorder.ts';

const start = Date.UTC(2026, 0, 1, 8);
const health = (
  minute: number,
  state: CameraHealth['state'],
  extra: Partial<CameraHealth> = {},
): CameraHealth => ({
  v: 1,
  cameraId: 'abcdefghijkl',
  state,
  changedAt: isoOf(start + minute * 60_000),
  ...extra,
});

test('the history of an unplugged camera reads online, offline, online, also with repeated messages and a restart', async () => {
  const history = new InMemoryHealthHistory();
  const recorder = new HealthRecorder({ history, onError: () => {} });
  const offline = health(10, 'offline', { reason: 'offline', detail: 'connection refused' });
  for (const each of [health(0, 'starting'), health(1, 'online'), offline, offline, health(70, 'online')])
    recorder.update(each);
  await recorder.flush();
  const restarted = new HealthRecorder({ history, onError: () => {} });
  restarted.update(health(70, 'online'));
  restarted.update(health(71, 'stopped'));
  await restarted.flush();
  expect((await history.last('abcdefghijkl', 10)).map(({ state }) => state)).toEqual([
    'online',
    'offline',
    'online',
  ]);
});

test('changes wait while the history does not accept them, and the failure is reported once', async () => {
  const history = new InMemoryHealthHistory();
  const errors: unknown[] = [];
  let isFull = true;
  const append = (changes: Parameters<typeof history.append>[0]) =>
    isFull ? Promise.reject(new Error('disk full')) : history.append(changes);
  const last = (cameraId: string, limit: number) => history.last(cameraId, limit);
  const recorder = new HealthRecorder({ history: { append, last }, onError: (error) => errors.push(error) });
  recorder.update(health(0, 'online'));
  await recorder.flush();
  await recorder.flush();
  isFull = false;
  recorder.update(health(1, 'offline'));
  await recorder.flush();
  expect(errors).toHaveLength(1);
  expect(await history.last('abcdefghijkl', 10)).toHaveLength(2);
});
