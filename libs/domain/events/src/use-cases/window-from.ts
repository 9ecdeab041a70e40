import { epochOf, VialogError } from '@vialog/contracts';
import { defaultWindowMs, type TimeWindow } from '../query/time-window.ts';

/**
 * The time window of a query with optional `from` and `to`; defaults: `lengthMs` (24 hours) before `to`, and `end`.
 * @throws {VialogError} VALIDATION_FAILED when `from` is not before `to`
 */
export function windowFrom(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  end: number,
  lengthMs = defaultWindowMs,
): TimeWindow {
  const to = query.to === undefined ? end : epochOf(query.to);
  const from = query.from === undefined ? to - lengthMs : epochOf(query.from);
  if (from < to) return { from, to };
  const found = query.from ?? 'the default';
  throw new VialogError('VALIDATION_FAILED', `Expected "from" before "to", found ${found} for "from".`, {
    details: [{ path: 'from', message: 'expected a time before "to"' }],
  });
}
