import { connectionFailure, deliveryFailed, type DeliveryOutcome } from '@vialog/alerting';

/** What the library says about a message that the server accepted for at least one receiver. */
export interface SmtpResponse {
  /** Receivers that the server rejected. */
  readonly rejected: readonly string[];
}

/** What errors of the library have. */
interface SmtpError {
  readonly code?: string;
  /** Code of Node.js or OpenSSL. */
  readonly originalCode?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

/** A message that some receivers got is not sent again, because they would get it twice. */
export function judgeSmtpResponse({ rejected }: SmtpResponse): DeliveryOutcome {
  if (rejected.length === 0) return { kind: 'delivered' };
  return deliveryFailed(
    'rejected',
    `The SMTP server does not accept ${rejected.slice(0, 5).join(', ')}. The other receivers got the message. Check the addresses.`,
  );
}

export function judgeSmtpError(error: unknown): DeliveryOutcome {
  const { code = 'unknown error', originalCode, responseCode } = error as SmtpError;
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return deliveryFailed(
      'authentication',
      `The SMTP server does not accept the user name and password${said(error)}. Enter them again.`,
      responseCode,
    );
  if (code === 'ETIMEDOUT') return deliveryFailed('timeout', 'The SMTP server did not respond in time.');
  if (isWithoutTls(error as SmtpError))
    return deliveryFailed(
      'encryption_unavailable',
      `The SMTP server does not offer the TLS that the channel requires${said(error)}. Check port and security: usually 465 has tls and 587 has starttls.`,
      responseCode,
    );
  if (responseCode !== undefined) return responseFailure(error as SmtpError, responseCode);
  if (code === 'EPROTOCOL')
    return deliveryFailed('invalid_response', 'The response is not SMTP. Check host and port.');
  return connectionFailure(originalCode ?? code);
}

/** STARTTLS is not offered, or a server without TLS was sent a TLS handshake. */
const isWithoutTls = ({ code, originalCode = '', command, response }: SmtpError): boolean =>
  (command === 'STARTTLS' && response !== undefined) ||
  (code === 'ETLS' && originalCode === '') ||
  /^(EPROTO|ERR_SSL_)/.test(originalCode);

/** The server requires authentication (RFC 4954) or TLS (RFC 3207) first: the settings are at fault, not the message. */
const isAboutSettings = (status: number): boolean => status === 530;

/** 5xx to the sender, a receiver or the message is permanent (RFC 5321 4.2.1). Elsewhere, the settings can be at fault. */
function responseFailure(error: SmtpError, status: number): DeliveryOutcome {
  const isAboutMessage = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  if (status >= 500 && isAboutMessage && !isAboutSettings(status))
    return deliveryFailed('rejected', `The SMTP server does not accept this message${said(error)}.`, status);
  return deliveryFailed('status', `The SMTP server responded with an error${said(error)}.`, status);
}

/** The response of the server in brackets, without control characters. */
function said(error: unknown): string {
  const { response } = error as SmtpError;
  if (response === undefined) return '';
  return ` (${response
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)})`;
}
