/**
 * Closed lists of words in records and queries, without a schema library: the console's bundle contains them too.
 */

/** The classes Vialog counts, by their COCO names. Other classes of a model never leave the detector. */
export const countClasses = ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'] as const;
export type CountClass = (typeof countClasses)[number];

/** Why a slot could not be measured; docs/glossary.md says what each means. */
export const gapReasons = [
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
] as const;
export type GapReason = (typeof gapReasons)[number];

/** `measured`: the slot has counts. `gap`: it could not be measured. */
export const eventKinds = ['measured', 'gap'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Where a number comes from. */
export const eventOrigins = ['camera', 'simulated', 'counter'] as const;
export type EventOrigin = (typeof eventOrigins)[number];
