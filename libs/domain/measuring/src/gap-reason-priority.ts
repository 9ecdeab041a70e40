import type { GapReason } from '@vialog/contracts';

/**
 * The reason of a slot with several faults, highest priority first: the fault of the frame that got furthest through the
 * pipeline. One counted frame measures a slot, so without this fault the slot would have been measured. `clock` and
 * `storage_full` affect the whole slot; `offline` is the cause of `no_frame`; no camera reports the last two.
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
