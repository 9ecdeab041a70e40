import { describe, expect, it } from '@jest/globals';
import { recordingUrl } from './recording-url.ts';

const cameraId = 'cam000000001';
const time = { from: Date.parse('2026-11-29T09:00:00.500Z'), to: Date.parse('2026-11-29T09:15:00Z') };

describe('recordingUrl', () => {
  it('fills the time and the camera into the link of a recorder', () => {
    const recorderLink =
      'https://recorder.example/{cameraId}?start={from}&end={to}&s={fromUnix}&e={toUnix}#{from}';
    expect(recordingUrl({ cameraId, recorderLink }, time)).toBe(
      'https://recorder.example/cam000000001?start=2026-11-29T09%3A00%3A00Z&end=2026-11-29T09%3A15%3A00Z' +
        '&s=1795942800&e=1795943700#2026-11-29T09%3A00%3A00Z',
    );
  });

  it.each(['', undefined, 'javascript:alert({from})'])(
    'gives no recording for the link %p',
    (recorderLink) => {
      expect(recordingUrl({ cameraId, recorderLink }, time)).toBeUndefined();
    },
  );
});
