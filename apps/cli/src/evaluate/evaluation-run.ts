import type { Evaluation } from './compare-crossings.ts';

/** The result of one clip or scene at one sampling rate. */
export interface EvaluationRun {
  /** Path of the clip or URL of the scene. */
  readonly source: string;
  readonly fps: number;
  readonly frames: number;
  readonly durationMs: number;
  readonly trackingRestarts: number;
  readonly result: Evaluation;
}

/** Whether the number of vehicles of a run differs from the truth by more than `maxError` percent. */
export const exceeds = ({ result }: EvaluationRun, maxError: number): boolean =>
  result.total.errorPercent === null
    ? result.total.counted > 0
    : Math.abs(result.total.errorPercent) > maxError;
