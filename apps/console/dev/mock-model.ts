/** The model of the mock API, with the number of cameras that use it. */
export const model = (cameras: number) => ({
  id: 'nanodet-g-416',
  name: 'NanoDet-g 416',
  version: '1.0.0',
  licence: 'Apache-2.0',
  trainedBy: 'RangiLyu, on COCO 2017',
  sha256: '0'.repeat(64),
  bytes: 14_000_000,
  threshold: 0.35,
  evaluation: [],
  cameras,
});
