import { measures, type Measure } from '@vialog/contracts';
import { invalidParameter } from './invalid-parameter.ts';

/**
 * Checks that a target can be reached: of a ratio it is a share.
 * @throws {VialogError} VALIDATION_FAILED
 */
export function checkTarget({ measure, target }: { measure: Measure; target?: number | undefined }): void {
  if (target === undefined || measures[measure].unit !== 'ratio' || (target >= 0 && target <= 1)) return;
  throw invalidParameter(
    'target',
    `Expected a share from 0 to 1 for the measure ${measure}, like 0.85 for 85 %, found ${target}.`,
  );
}
