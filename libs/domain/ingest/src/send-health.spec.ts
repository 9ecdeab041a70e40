import { expect, test } from '@jest/globals';
import { isoOf, type CameraHealth } from '@vialog/contracts';
import { sendHealth } from './send-health.ts';

const start = Date.UTC(2026, 0, 1, 8);
const minute = 60_000;

test('a flapping camera is published at every change and logged a few times in ten minutes', () => {
  let now = 0;
  const published: unknown[] = [];
  const lines: string[] = [];
  const log = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${(fields as CameraHealth).cameraId} ${message.slice(0, 31)}`);
  const send = sendHealth({
    bus: {
      publish: (_subject, record) => {
        published.push(record);
        return Promise.resolve({ kind: 'accepted' });
      },
    },
    clock: { monotonic: () => now },
    logger: { debug: log('debug'), info: log('info'), error: log('error') },
  });
  const change = (cameraId: string) =>
    send({
      v: 1,
      cameraId,
      state: published.length % 2 ? 'online' : 'offline',
      changedAt: isoOf(start + now),
    });
  for (; now < 5 * minute; now += minute / 2) change('flapping');
  change('steady');
  expect(published).toHaveLength(11);
  expect(lines.filter((line) => line.startsWith('info flapping'))).toHaveLength(6);
  expect(lines[5]).toBe('info flapping camera health; the camera flaps');
  expect(lines.filter((line) => line.startsWith('debug'))).toHaveLength(4);
  expect(lines.at(-1)).toBe('info steady camera health');
  now += 10 * minute;
  change('flapping');
  expect(lines.at(-1)).toBe('info flapping camera health');
});
