import type { QualityIssue } from '@vialog/contracts';
import { PictureHealth, type PictureSigns } from '@vialog/measuring';

/** Limits of mean and standard deviation of luma, 0..255. */
const whiteAbove = 239;
const whiteSpread = 6;
const uniformSpread = 2;
/** Identical pictures in this number and over this time are no coincidence. */
const minRepeated = 3;
const minRepeatedMs = 2_000;

export interface JudgedPictures {
  readonly signs: readonly PictureSigns[];
  /** Time from the first to the last picture, ms. */
  readonly observedMs: number;
  /** Snapshots and clips may repeat a picture. */
  readonly isLive: boolean;
}

/**
 * Problems that are visible in all pictures of a probe. Says only what these statistics prove: whether a picture is sharp, or
 * shows the right place, is for a person to judge.
 */
export function judgeQuality({ signs, observedMs, isLive }: JudgedPictures): QualityIssue[] {
  const [first] = signs;
  if (first === undefined) return [];
  const issues: QualityIssue[] = [];
  const tone = toneOf(signs);
  if (tone !== undefined) issues.push(tone);
  const repeats = signs.length >= minRepeated && observedMs >= minRepeatedMs;
  if (isLive && repeats && signs.every(({ digest }) => digest === first.digest)) {
    const detail = `All ${signs.length} pictures are identical to the last pixel; a camera that films never repeats one. Check whether its picture is frozen.`;
    issues.push({ kind: 'unchanged', detail });
  }
  return issues;
}

function toneOf(signs: readonly PictureSigns[]): QualityIssue | undefined {
  if (signs.every((one) => new PictureHealth().judge(one, 0) === 'dark')) {
    return {
      kind: 'dark',
      detail: 'The picture is black. Check the lens, the light and whether the camera has night vision.',
    };
  }
  if (signs.every(({ mean, spread }) => mean > whiteAbove && spread < whiteSpread)) {
    return {
      kind: 'overexposed',
      detail: 'The picture is white. Check the exposure settings and whether the sun shines into the lens.',
    };
  }
  if (signs.every(({ spread }) => spread < uniformSpread)) {
    return {
      kind: 'uniform',
      detail:
        'The picture has one colour only. Check the lens, and whether the camera or recorder has a signal.',
    };
  }
  return undefined;
}
