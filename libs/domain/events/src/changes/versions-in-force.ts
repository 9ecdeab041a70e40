import { epochOf, type Camera } from '@vialog/contracts';

/** The versions of one camera, ascending, without versions that a later one replaced at the same moment. */
export function versionsInForce(versions: readonly Camera[]): readonly Camera[] {
  const ascending = versions.toSorted((a, b) => a.version - b.version);
  return ascending.filter(({ validFromAt }, i) => {
    const next = ascending[i + 1];
    return !next || epochOf(validFromAt) < epochOf(next.validFromAt);
  });
}

/**
 * The versions of `versionsInForce` that counted in a period, epoch ms, ascending; the first version if the period is before it.
 * There is always one unless there are no versions.
 */
export function versionsWithin(
  inForce: readonly Camera[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Camera[] {
  const within = inForce.filter(({ validFromAt }, i) => {
    const next = inForce[i + 1];
    return epochOf(validFromAt) < to && (!next || epochOf(next.validFromAt) > from);
  });
  return within.length > 0 ? within : inForce.slice(0, 1);
}
