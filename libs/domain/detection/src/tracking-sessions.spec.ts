import { beforeEach, describe, expect, test } from '@jest/globals';
import { completeZone } from '@vialog/contracts';
import { movementPlanOf } from './movement-plan.ts';
import { TrackingSessions } from './tracking-sessions.ts';

const line = completeZone({
  zoneId: 'gate',
  name: 'Gate',
  kind: 'line',
  line: [
    [0.1, 0.5],
    [0.9, 0.5],
  ],
});
const plan = movementPlanOf([line], { size: { width: 640, height: 360 }, threshold: 0.4, anyClass: false });
const start = Date.UTC(2026, 2, 2, 8);

describe('sessions of tracking', () => {
  let sessions: TrackingSessions;
  beforeEach(() => {
    let ids = 0;
    sessions = new TrackingSessions(() => `session${(ids += 1)}`);
  });
  const sessionAt = (ms: number): string =>
    sessions.follow({ cameraId: 'a', cameraVersion: 1, capturedAt: start + ms }, [], plan, {
      zones: [line],
      model: { modelId: 'm' },
    }).tracking.session;

  test('frames that follow each other, also one that is late, are of one session', () => {
    expect([0, 200, 400, 300, 600].map(sessionAt)).toEqual(Array.from({ length: 5 }, () => 'session1'));
  });

  test('a camera that returns after another process tracked it begins a new session, also in the same second', () => {
    const sessionOf = (ms: number, tenure: string): string =>
      sessions.follow({ cameraId: 'a', cameraVersion: 1, capturedAt: start + ms, tenure }, [], plan, {
        zones: [line],
        model: { modelId: 'm' },
      }).tracking.session;
    const found = [sessionOf(0, '5'), sessionOf(200, '5'), sessionOf(800, '7'), sessionOf(1_000, '7')];
    expect(found).toEqual(['session1', 'session1', 'session2', 'session2']);
  });

  test('a session ends with a pause', () => {
    expect([0, 30_000, 60_001].map(sessionAt)).toEqual(['session1', 'session1', 'session2']);
  });

  test('a clock that is set back begins a session, so that counting does not wait until the old time is reached', () => {
    expect([0, 200, -3_600_000, -3_599_800].map(sessionAt)).toEqual([
      'session1',
      'session1',
      'session2',
      'session2',
    ]);
  });
});
