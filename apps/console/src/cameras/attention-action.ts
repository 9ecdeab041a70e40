import type { GapReason } from '@vialog/contracts';

/** Reasons with an advice of their own. */
const advised = [
  'offline',
  'no_frame',
  'decode_error',
  'frozen',
  'dark',
  'obstructed',
  'moved',
  'detector_down',
  'not_running',
] as const satisfies readonly GapReason[];

/** The text that says what to do about a fault. */
export const attentionAction = (reason: GapReason | undefined) =>
  `attention.action.${advised.find((each) => each === reason) ?? 'other'}` as const;
