import type { DeliveryFailure } from '@vialog/contracts';
import type { DeliveryOutcome } from './delivery-outcome.ts';

const certificateCodes =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** @param status HTTP status or SMTP code of the response */
export const deliveryFailed = (
  code: DeliveryFailure['code'],
  detail: string,
  status?: number,
): DeliveryOutcome => ({
  kind: 'failed',
  failure: { code, detail, ...(status !== undefined && { status }) },
});

/** The host has no address that may be connected to. */
export function addressFailure({
  host,
  rejected,
}: {
  readonly host: string;
  /** All addresses of the host; none: the host is not known. */
  readonly rejected: readonly { readonly address: string }[];
}): DeliveryOutcome {
  if (rejected.length === 0)
    return deliveryFailed(
      'unknown_host',
      `The host name ${host} is not known. Check the settings of the channel.`,
    );
  const addresses = rejected
    .slice(0, 5)
    .map(({ address }) => address)
    .join(', ');
  return deliveryFailed(
    'address_not_allowed',
    `${host} resolves to ${addresses}, which is not a public address. To allow it, add its range to VIALOG_ALLOW_CIDRS.`,
  );
}

/** @param code of the error of Node.js or OpenSSL */
export function connectionFailure(code: string): DeliveryOutcome {
  if (certificateCodes.test(code))
    return deliveryFailed(
      'invalid_certificate',
      `The TLS certificate of the receiver is not valid (${code}).`,
    );
  return deliveryFailed(
    'not_connected',
    `The receiver cannot be reached, or closed the connection (${code}). Check that it runs and that a firewall allows the connection.`,
  );
}
