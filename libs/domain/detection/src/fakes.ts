export { testCards } from './test-cards.fake.ts';
export { bayAt, baysZone, view } from './zones.fake.ts';
