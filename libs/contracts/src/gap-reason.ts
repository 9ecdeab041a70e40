import { z } from 'zod';

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
export const gapReason = z.enum(gapReasons).describe('Why the slot was not measured');
export type GapReason = z.infer<typeof gapReason>;
