export { detectorOf } from './counting-detector.fake.ts';
export { testCards } from './test-cards.fake.ts';
export { bayAt, baysZone, view } from './zones.fake.ts';
