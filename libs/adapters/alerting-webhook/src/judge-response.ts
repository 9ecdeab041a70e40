import type { WebhookOutcome } from '@vialog/alerting';
import type { DeliveryFailure } from '@vialog/contracts';

export interface WebhookResponse {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** The event itself is not accepted, so that sending it again does not help. */
const rejections: readonly number[] = [400, 413, 415, 422];
const certificateCodes =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

export const failed = (code: DeliveryFailure['code'], detail: string, status?: number): WebhookOutcome => ({
  kind: 'failed',
  failure: { code, detail, ...(status !== undefined && { status }) },
});

/** @param now epoch ms */
export function judgeResponse({ status, retryAfter }: WebhookResponse, now: number): WebhookOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const outcome = failureOf(status);
  const retryAfterMs = retryAfter === undefined ? undefined : waitOf(retryAfter, now);
  return outcome.kind === 'failed' && retryAfterMs !== undefined ? { ...outcome, retryAfterMs } : outcome;
}

function failureOf(status: number): WebhookOutcome {
  if (status >= 300 && status < 400)
    return failed(
      'redirect',
      `The receiver redirects (${status}), which is not followed. Enter the final URL.`,
      status,
    );
  if (rejections.includes(status))
    return failed('rejected', `The receiver does not accept this event (${status}). Read its log.`, status);
  return failed(
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
export function connectionFailure(code: string): WebhookOutcome {
  if (code.startsWith('HPE_'))
    return failed('invalid_response', 'The response is not HTTP. Check the port of the URL.');
  if (certificateCodes.test(code))
    return failed('invalid_certificate', `The TLS certificate of the receiver is not valid (${code}).`);
  return failed(
    'not_connected',
    `The receiver cannot be reached, or closed the connection (${code}). Check that it runs and that a firewall allows the connection.`,
  );
}
