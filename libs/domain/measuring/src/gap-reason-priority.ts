import type { GapReason } from '@vialog/contracts';

/**
 * Which reason stands for a slot that has several, the most telling first: the one of the picture that came furthest.
 * One counted frame measures a slot, so had the last step that failed worked, the slot would have been measured.
 * `clock` and `storage_full` concern the whole slot; `offline` says why `no_frame` came; the last two are no one's word.
 */
export const gapReasonsByPriority = [
  'clock',
  'storage_full',
  'detector_down',
  'superseded',
  'moved',
  'obstructed',
  'dark',
  'frozen',
  'decode_error',
  'offline',
  'no_frame',
  'not_running',
  'unreported',
] as const satisfies readonly GapReason[];
