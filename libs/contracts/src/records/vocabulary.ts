/**
 * Closed lists of terms in records and queries. Independent of the schema library, because the console bundles them.
 */

/** COCO names of the counted classes. Other classes of a model never leave the detector. */
export const countClasses = ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck'] as const;
export type CountClass = (typeof countClasses)[number];

/** Reasons why a slot could not be measured; docs/glossary.md explains each. */
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

/** Reasons for the missing slots of a trend: those of gaps, and those of measured slots that a measure cannot use. */
export const trendReasons = [...gapReasons, 'unknown_spaces', 'not_compared', 'too_few_spaces'] as const;
export type TrendReason = (typeof trendReasons)[number];

/** Reasons of a health state: those of gaps, and those of cameras whose slots are measured and deserve a check. */
export const healthReasons = [...gapReasons, 'model_not_loaded', 'unusual'] as const;
export type HealthReason = (typeof healthReasons)[number];

/** `measured`: the slot has counts. `gap`: it could not be measured. */
export const eventKinds = ['measured', 'gap'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Stream URL of a counter whose counts a simulation computed. */
export const simulationUrl = 'counter:simulation';

/** Origin of a number. */
export const eventOrigins = ['camera', 'simulated', 'counter'] as const;
export type EventOrigin = (typeof eventOrigins)[number];

/** Author of the steps of models that no user took. */
export const automaticAuthor = 'Vialog';
