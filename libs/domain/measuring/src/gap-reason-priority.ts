import type { GapReason } from '@vialog/contracts';

/**
 * Which reason is given for a slot that has several, highest priority first: that of the frame that got furthest through
 * the pipeline. One counted frame measures a slot, so without that last failure the slot would have been measured.
 * `clock` and `storage_full` concern the whole slot; `offline` explains `no_frame`; the last two are not reported by a
 * camera.
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
