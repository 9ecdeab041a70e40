import { expect, it } from '@jest/globals';
import type { GateLine } from '@vialog/measuring';
import { cameraOf } from '../use-cases/world.fixture.ts';
import { realLines } from './estimate-facts.ts';

const scene = cameraOf({ version: 1 });
const street = cameraOf({
  version: 2,
  stream: { url: 'rtsp://camera.example/1', transport: 'tcp' },
  streamKind: 'rtsp',
});
const lineOf = (...cameras: readonly (typeof scene)[]): GateLine =>
  ({ key: 'a/b', plans: cameras.map((camera) => ({ camera })) }) as unknown as GateLine;
const versionsOf = (lines: readonly GateLine[]): number[][] =>
  lines.map(({ plans }) => plans.map(({ camera }) => camera.version));

it('the estimate of a gate whose stream was a scene first leaves out the time of the scene', () => {
  expect(versionsOf(realLines([lineOf(scene, street), lineOf(scene), lineOf()]))).toEqual([[2], []]);
});

it('the estimate of a site with nothing but scenes keeps them', () => {
  expect(versionsOf(realLines([lineOf(scene), lineOf()]))).toEqual([[1], []]);
});
