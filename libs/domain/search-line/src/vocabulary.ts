import { countClasses } from '@vialog/contracts/vocabulary';

/** Values of `class:`: the counted classes and the merged ones. */
export const countable = [...countClasses, 'vehicle', 'twoWheeler'] as const;
export type Countable = (typeof countable)[number];

/** The numbers that can be compared (`name>=value`). */
export const amountWords = [
  ...countable,
  'count',
  'occupancy',
  'occupied',
  'unknown',
  'free',
  'in',
  'out',
  'flow',
  'stopped',
] as const;
export type AmountWord = (typeof amountWords)[number];

/** The fields (`name:value`), each with a valid example. */
export const fieldExamples = {
  class: 'class:car',
  site: 'site:"North Lot"',
  camera: 'camera:"Gate 3"',
  zone: 'zone:view',
  group: 'group:west',
  model: 'model:nanodet-g-416',
  kind: 'kind:gap',
  reason: 'reason:offline',
  origin: 'origin:simulated',
  near: 'near:31.03,112.20,2km',
  bbox: 'bbox:31.0,112.1;31.1,112.3',
  polygon: 'polygon:31.03,112.20;31.05,112.20;31.04,112.23',
  last: 'last:2h',
  from: 'from:2026-01-31T08:00+08:00',
  to: 'to:2026-01-31T20:00+08:00',
  on: 'on:fri,sat',
  at: 'at:17:00-19:00',
  for: 'for:10m',
  sort: 'sort:occupancy',
} as const satisfies Record<string, string>;
export type FieldWord = keyof typeof fieldExamples;
export const fieldWords = Object.keys(fieldExamples) as FieldWord[];

/**
 * Orders of episodes: newest end, longest, highest count or occupancy (peak, then mean), or nearest to the position of
 * `near:` first.
 */
export const episodeSorts = ['time', 'length', 'count', 'occupancy', 'distance'] as const;
export type EpisodeSort = (typeof episodeSorts)[number];

/** Words that rank episodes without a threshold. */
export const rankWords: Readonly<Record<EpisodeSort, string>> = {
  time: 'newest',
  length: 'longest',
  count: 'busiest',
  occupancy: 'fullest',
  distance: 'nearest',
};

/** Days counted back from today: the word at index 1 is yesterday. */
export const daysAgoWords = ['today', 'yesterday', 'day-before-yesterday'] as const;

/** The latest local day of this name, today included. */
export const weekdayWords = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

export const dayWords = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
