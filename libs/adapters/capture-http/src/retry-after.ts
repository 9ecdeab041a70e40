import type { StreamFault } from '@vialog/capture';
import type { ResponseHead } from './response-head.ts';

/** Statuses whose `Retry-After` is a pause for all requests (RFC 9110 10.2.3, RFC 6585 4). */
const limiting: readonly number[] = [429, 503];
/** A longer pause is probably an error of the server or of its clock, ms. */
const maxPauseMs = 3_600_000;
/** Pause after a 429 that names none, ms. */
const defaultPauseMs = 10_000;

/** Adds the pause that a server requires to the fault of its response. @param now epoch ms */
export function withRetryAfter(
  fault: StreamFault,
  { status, headers }: Pick<ResponseHead, 'status' | 'headers'>,
  now: number,
): StreamFault {
  if (!limiting.includes(status)) return fault;
  const named = pauseOf(headers.get('retry-after')?.[0]?.trim() ?? '', now);
  if (named === undefined) return status === 429 ? { ...fault, retryAfterMs: defaultPauseMs } : fault;
  const retryAfterMs = Math.min(maxPauseMs, Math.max(0, named));
  const detail = `the host limits requests (${status}) and requires a pause of ${Math.ceil(retryAfterMs / 1_000)} s; request its cameras less often`;
  return { ...fault, detail, retryAfterMs };
}

/** Delay in ms from seconds or a date (RFC 9110 5.6.7); undefined if it is neither. */
function pauseOf(value: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = /GMT$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? undefined : at - now;
}
