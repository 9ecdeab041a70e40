import { connectionFailure, deliveryFailed, type DeliveryOutcome } from '@vialog/alerting';

export interface WebhookResponse {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** The event itself is not accepted, so that sending it again does not help. */
const rejections: readonly number[] = [400, 413, 415, 422];
/** @param now epoch ms */
export function judgeResponse({ status, retryAfter }: WebhookResponse, now: number): DeliveryOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const outcome = failureOf(status);
  const retryAfterMs = retryAfter === undefined ? undefined : waitOf(retryAfter, now);
  return outcome.kind === 'failed' && retryAfterMs !== undefined ? { ...outcome, retryAfterMs } : outcome;
}

function failureOf(status: number): DeliveryOutcome {
  if (status >= 300 && status < 400)
    return deliveryFailed(
      'redirect',
      `The receiver redirects (${status}), which is not followed. Enter the final URL.`,
      status,
    );
  if (rejections.includes(status))
    return deliveryFailed(
      'rejected',
      `The receiver does not accept this event (${status}). Read its log.`,
      status,
    );
  return deliveryFailed(
    'status',
    `The receiver responded with ${status}; expected 200 to 299. Read its log.`,
    status,
  );
}

/** Seconds or an HTTP date (RFC 9110 10.2.3). */
function waitOf(retryAfter: string, now: number): number | undefined {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** @param code of the error of Node.js */
export const judgeError = (code: string): DeliveryOutcome =>
  code.startsWith('HPE_')
    ? deliveryFailed('invalid_response', 'The response is not HTTP. Check the port of the URL.')
    : connectionFailure(code);
