import { expect, test } from '@jest/globals';
import { areaZone, cameraOf, lineZone } from './camera.fixture.ts';
import { trackingRateIssues, trackingRateWarnings } from './tracking-rate-issues.ts';

const issuesOf = (camera: ReturnType<typeof cameraOf>) =>
  trackingRateIssues(camera, ({ zoneId }) => `zones.${zoneId}`);

test('a line needs three frames per second, and the issue names the plan to set', () => {
  const slow = cameraOf({ zones: [lineZone()], plan: { mode: 'fps', fps: 2 } });
  expect(issuesOf(slow)).toEqual([
    {
      path: 'zones.gate',
      message:
        'zone "gate" is a line and the camera is sampled at 2 frames per second, expected at least 3 frames per second ' +
        '(recommended: 5): set plan to {"mode": "fps", "fps": 5}',
    },
  ]);
  expect(issuesOf(cameraOf({ zones: [lineZone()], plan: { mode: 'fps', fps: 3 } }))).toEqual([]);
  expect(issuesOf(cameraOf({ zones: [lineZone()], plan: { mode: 'interval', intervalMs: 200 } }))).toEqual(
    [],
  );
});

test('a line is not counted on key frames, because their interval is not known', () => {
  const [issue] = trackingRateIssues(
    cameraOf({ zones: [lineZone()], plan: { mode: 'keyframes' } }),
    () => undefined,
  );
  expect(issue).toMatchObject({ path: 'plan', message: expect.stringContaining('samples key frames only') });
});

test('a snapshot source that refreshes slowly is too slow for a line also if the plan is fast', () => {
  const camera = cameraOf({
    zones: [lineZone()],
    plan: { mode: 'fps', fps: 5 },
    stream: { url: 'http://camera.example/still.jpg', transport: 'tcp', refreshMs: 2_000 },
    streamKind: 'snapshot',
  });
  expect(issuesOf(camera)).toHaveLength(1);
});

test('stopped vehicles need one frame per second', () => {
  const zones = [areaZone({ stopped: { afterMs: 30_000, exceptIn: [] } })];
  expect(issuesOf(cameraOf({ zones, plan: { mode: 'fps', fps: 0.5 } }))).toMatchObject([
    { path: 'zones.lane', message: expect.stringContaining('expected at least 1 frame per second:') },
  ]);
  expect(issuesOf(cameraOf({ zones, plan: { mode: 'fps', fps: 1 } }))).toEqual([]);
});

test('a line below five frames per second is allowed with a warning', () => {
  const at = (fps: number) =>
    trackingRateWarnings(cameraOf({ zones: [lineZone()], plan: { mode: 'fps', fps } }));
  expect(at(3)).toEqual([expect.stringContaining('on 3 frames per second')]);
  expect(at(5)).toEqual([]);
  expect(trackingRateWarnings(cameraOf())).toEqual([]);
});
