import type { CounterComparison, HandCount } from '@vialog/contracts';

/** Keeps one kind of accuracy checks of cameras. None is changed; they are removed with their camera. */
export interface AccuracyCheckStore<Check> {
  add(check: Check): Promise<void>;
  /** The checks of a camera with the newest period first; of the same period, the one that was sent last comes first. */
  ofCamera(cameraId: string, limit: number): Promise<readonly Check[]>;
}

export type HandCountStore = AccuracyCheckStore<HandCount>;
export type CounterComparisonStore = AccuracyCheckStore<CounterComparison>;
