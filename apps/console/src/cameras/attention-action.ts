import type { CameraHealth, HealthReason } from '@vialog/contracts';

/** Reasons that have specific advice. */
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
  'model_not_loaded',
  'unusual',
] as const satisfies readonly HealthReason[];

/** The text that says what to do about a fault. */
export function attentionAction({ state, reason }: Pick<CameraHealth, 'state' | 'reason'>) {
  // Its frames are counted, but it waits for its host.
  if (state === 'degraded' && reason === 'no_frame') return 'attention.action.late' as const;
  return `attention.action.${advised.find((each) => each === reason) ?? 'other'}` as const;
}
