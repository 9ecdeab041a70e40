import type { StreamFault } from '@vialog/capture';
import type { SamplingPlan } from '@vialog/contracts';

/** Time after which a connection that delivers video and no picture is given up, ms. */
const maxWaitMs = 600_000;

export interface SilentStream {
  readonly plan: SamplingPlan;
  readonly silentForMs: number;
  /** Whether this connection has delivered a picture before. */
  readonly hasPicture: boolean;
  /** Time between the last two key frames, ms, if known. */
  readonly intervalMs?: number | undefined;
}

const remedy = 'set a shorter key frame interval (I-frame interval, GOP) in the camera';

/**
 * The fault of a stream whose video arrives without a key frame; the connection continues, because closing it would only mean
 * waiting again.
 * @returns undefined when waiting is useless
 */
export function missingKeyFrame(stream: SilentStream): StreamFault | undefined {
  const { plan, silentForMs, hasPicture, intervalMs } = stream;
  if (silentForMs >= maxWaitMs || (hasPicture && plan.mode !== 'keyframes')) return undefined;
  const seconds = (ms: number): string => `${Math.round(ms / 1_000)} s`;
  const known = intervalMs === undefined ? '' : ` (the last ones came ${seconds(intervalMs)} apart)`;
  const what = `the camera sends video, but no key frame for ${seconds(silentForMs)}${known}`;
  if (plan.mode !== 'keyframes') {
    return {
      reason: 'no_frame',
      cause: 'no_picture',
      detail: `${what}; the first picture needs one; ${remedy}`,
    };
  }
  const choice = 'choose a sampling plan by interval or by frames per second, which decodes all frames';
  return {
    reason: 'no_frame',
    cause: 'no_picture',
    detail: `${what}; ${choice}, or ${remedy}`,
    withoutKeyFrameMs: silentForMs,
  };
}
