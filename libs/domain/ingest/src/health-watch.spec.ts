import { expect, test } from '@jest/globals';
import type { CameraHealth } from '@vialog/contracts';
import { HealthWatch } from './health-watch.ts';

const late = ['no_frame', 'waiting for the host images.example.org'] as const;

function watched() {
  const state = { now: 0 };
  const reports: CameraHealth['state'][] = [];
  const clock = { now: () => state.now, monotonic: () => state.now };
  const health = new HealthWatch('cam000000001', clock, (said) => reports.push(said.state));
  return { state, reports, health };
}

test('a camera that waits for its host is degraded from its start on, and online when it has recovered', () => {
  const { health, reports } = watched();
  health.starting();
  health.impaired(...late);
  expect(health.now).toMatchObject({ state: 'degraded', reason: 'no_frame', detail: late[1] });
  health.counted(0);
  health.impaired(...late);
  health.repaired('no_frame');
  expect(reports).toEqual(['starting', 'degraded', 'online']);
});

test('a camera that repeats why it waits stays degraded instead of offline', () => {
  const { health, state } = watched();
  health.starting();
  health.counted(0);
  for (; state.now < 300_000; state.now += 20_000) {
    health.impaired(...late);
    health.checkSilence();
  }
  expect(health.now.state).toBe('degraded');
  state.now += 60_000;
  health.checkSilence();
  expect(health.now).toMatchObject({ state: 'offline', reason: 'no_frame' });
});

test('the end of one impairment does not end another one', () => {
  const { health } = watched();
  health.starting();
  health.impaired('decode_error', 'the clip breaks off');
  health.counted(0);
  health.repaired('no_frame');
  expect(health.now).toMatchObject({ state: 'degraded', reason: 'decode_error' });
});
