import { expect, test } from '@jest/globals';
import type { Camera } from '@vialog/contracts';
import { captureWidthOf } from './capture-width-of.ts';

const camera = { zones: [], model: { modelId: 'unknown-model' } } as unknown as Camera;

test.each<[string, () => Promise<undefined>]>([
  ['does not exist', () => Promise.resolve(undefined)],
  ['is broken', () => Promise.reject(new Error('the card is invalid'))],
])('captures a camera at the default width when its model %s', async (_, card) => {
  expect(await captureWidthOf(camera, { card })).toBe(416);
});
