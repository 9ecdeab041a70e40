import type { CountClass, GapReason } from '@vialog/contracts';

// The browser reads this folder without the rest of Vialog, so the words stand here once more; a test holds them
// against the contracts.

export const classWords = [
  'person',
  'bicycle',
  'car',
  'motorcycle',
  'bus',
  'truck',
] as const satisfies readonly CountClass[];
/** Classes that may follow `class:`, merged ones included. */
export const countable = [...classWords, 'vehicle', 'twoWheeler'] as const;
export type Countable = (typeof countable)[number];

/** What can stand left of > >= = <= <. */
export const amountWords = [...countable, 'count', 'occupancy', 'occupied', 'unknown', 'free'] as const;
export type AmountWord = (typeof amountWords)[number];

export const reasonWords = [
  'offline',
  'no_frame',
  'decode_error',
  'frozen',
  'dark',
  'obstructed',
  'moved',
  'superseded',
  'detector_down',
  'not_running',
  'storage_full',
  'clock',
  'unreported',
] as const satisfies readonly GapReason[];
export const kindWords = ['measured', 'gap'] as const;
export const originWords = ['camera', 'simulated', 'counter'] as const;

/** What can stand left of a colon, with an example that works. */
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
  bbox: 'bbox:112.1,31.0,112.3,31.1',
  polygon: 'polygon:31.03,112.20;31.05,112.20;31.04,112.23',
  last: 'last:2h',
  from: 'from:2026-01-31T08:00+08:00',
  to: 'to:2026-01-31T20:00+08:00',
  on: 'on:fri,sat',
  at: 'at:17:00-19:00',
  for: 'for:10m',
} as const satisfies Record<string, string>;
export type FieldWord = keyof typeof fieldExamples;
export const fieldWords = Object.keys(fieldExamples) as FieldWord[];

export const dayWords = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
