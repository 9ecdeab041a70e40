import { expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { captureWidthOf } from './capture-width-of.ts';

const camera = { zones: [], model: { modelId: 'nobody-knows' } } as unknown as Camera;

test.each<[string, () => Promise<undefined>]>([
  ['is not there', () => Promise.resolve(undefined)],
  ['is broken', () => Promise.reject(new Error('the card is unsound'))],
])('a model that %s does not keep a camera from being sampled', async (_, card) => {
  expect(await captureWidthOf(camera, { card })).toBe(416);
});
