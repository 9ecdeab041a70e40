import { epochOf, VialogError } from '@vialog/contracts';
import { defaultWindowMs, type SearchWindow } from '../query/search-window.ts';

/** The window of a query with from and to: until `end` where it does not say, 24 hours long where it does not say. Errors: VALIDATION_FAILED. */
export function windowFrom(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  end: number,
): SearchWindow {
  const to = query.to === undefined ? end : epochOf(query.to);
  const from = query.from === undefined ? to - defaultWindowMs : epochOf(query.from);
  if (from < to) return { from, to };
  const found = query.from ?? 'the default';
  throw new VialogError('VALIDATION_FAILED', `Expected "from" before "to", found ${found} for "from".`, {
    details: [{ path: 'from', message: 'expected a time before "to"' }],
  });
}
