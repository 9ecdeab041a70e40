import { findingKinds, findingSeverities, type AttentionFinding } from '@vialog/contracts';

/** Critical findings first; then by kind, then the oldest, then the one that concerns most things. */
export function orderFindings(findings: readonly AttentionFinding[]): readonly AttentionFinding[] {
  return [...findings].sort(
    (a, b) =>
      findingSeverities.indexOf(a.severity) - findingSeverities.indexOf(b.severity) ||
      findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind) ||
      compareTexts(a.sinceAt, b.sinceAt) ||
      b.count - a.count ||
      compareTexts(a.code, b.code),
  );
}

/** Times in one form are ordered as texts. */
const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
