import { findShift } from './find-shift.ts';
import { greyWidth } from './grey-picture.ts';
import type { ViewComparison, ViewReference } from './view-reference.ts';
import type { ViewSample } from './view-sample.ts';

/**
 * What one picture shows in comparison with its view. `known`: the view; `blank`: no details; `covered`: a part of the view, the
 * rest is hidden; `shifted`: the view at another place; `other`: something else; `unsure`: none of these is certain.
 */
export type ViewFinding =
  | { readonly kind: 'known' | 'unsure' }
  | { readonly kind: 'blank' | 'other' }
  /** `share`: part of the view that is hidden, 0..1. */
  | { readonly kind: 'covered'; readonly share: number }
  /** `share`: shift, as a part of the width of the picture, 0..1. */
  | { readonly kind: 'shifted'; readonly share: number };

/** A darker picture is judged only if it is nearly uniform and the view is usually bright: streets without light are dark, too. */
const dimBelow = 40;
const uniformBelow = 10;
const brightFrom = 60;
/** Blocks with visible edges, relative to the usual number. */
const blankBelow = 0.25;
/** Blocks with visible edges in a picture that was never compared, of 144. */
const blankBlocks = 3;
const blurredBelow = 0.55;
const blurredKeptBelow = 0.6;
/** Share of blocks from which a picture shows its view. Noise at night and long shadows leave about half of them. */
const knownFrom = 0.4;
/** A hidden part is one area, at least this share, and the rest is as it always is. */
const coveredFrom = 0.45;
const maxScatter = 0.5;
const usualQualityFrom = 0.85;
const coveredKeptFrom = 0.1;
/** An unlit part of a view loses its edges at night. By day, or if it is not dark, it is hidden. */
const daylightLuma = 70;
const litLuma = 50;
/** Likeness of a shifted view, and how much it exceeds the likeness at the old place. */
const shiftedFrom = 0.4;
const shiftedGain = 0.2;
/** Shifts by wind and by encoders are smaller, small px. */
const minShift = 2;
/** Unrelated pictures keep about 0.03 of the blocks by chance, and more where a printed clock covers some. */
const otherKeptBelow = 0.15;
const otherLikenessBelow = 0.15;
const otherStructureFrom = 0.5;

/** A picture, the reference of its view, and their comparison; undefined while the reference is being learned. */
export interface ViewEvidence {
  readonly reference: ViewReference;
  readonly sample: ViewSample;
  readonly comparison: ViewComparison | undefined;
}

/** Judges one picture of a view that was learned, or that is still being learned. */
export function judgeView({ reference, sample, comparison }: ViewEvidence): ViewFinding {
  if (!comparison) {
    const isFirstBlank = sample.structured < blankBlocks && sample.mean >= dimBelow;
    return { kind: isFirstBlank ? 'blank' : 'known' };
  }
  if (isCovered(comparison)) return { kind: 'covered', share: 1 - comparison.kept };
  if (isBlank(comparison)) {
    const isJudged = sample.mean >= dimBelow || isSuddenlyUniform(reference, sample);
    return { kind: isJudged ? 'blank' : 'unsure' };
  }
  if (comparison.kept >= knownFrom) return { kind: 'known' };
  return sample.mean < dimBelow ? { kind: 'unsure' } : shiftOf(reference, sample, comparison);
}

const isSuddenlyUniform = ({ usualMean }: ViewReference, { spread }: ViewSample): boolean =>
  spread < uniformBelow && usualMean >= brightFrom;

function isCovered(found: ViewComparison): boolean {
  const isOneArea = 1 - found.kept >= coveredFrom && found.scatter < maxScatter;
  const isRestUsual = found.kept >= coveredKeptFrom && found.keptQuality >= usualQualityFrom;
  return isOneArea && isRestUsual && (found.keptLuma >= daylightLuma || found.lostLuma >= litLuma);
}

function isBlank({ kept, structure, sharpness }: ViewComparison): boolean {
  if (kept >= blurredKeptBelow) return false;
  return (structure < blankBelow && kept < knownFrom) || sharpness < blurredBelow;
}

function shiftOf(reference: ViewReference, { edges }: ViewSample, found: ViewComparison): ViewFinding {
  const shift = findShift(reference.edges, edges);
  const isShifted = shift && shift.likeness >= shiftedFrom && shift.likeness >= found.likeness + shiftedGain;
  if (isShifted)
    return shift.distance < minShift
      ? { kind: 'known' }
      : { kind: 'shifted', share: shift.distance / greyWidth };
  const isOther =
    found.kept < otherKeptBelow &&
    found.likeness < otherLikenessBelow &&
    found.structure >= otherStructureFrom;
  return { kind: isOther ? 'other' : 'unsure' };
}
