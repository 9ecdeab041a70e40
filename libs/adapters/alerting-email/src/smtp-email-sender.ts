import { isIP } from 'node:net';
import {
  addressFailure,
  deliveryFailed,
  type DeliveryOutcome,
  type EmailRequest,
  type EmailSender,
} from '@vialog/alerting';
import { checkStreamAddressWithin, type StreamAddressRules } from '@vialog/network-guard';
import { createTransport } from 'nodemailer';
import { judgeSmtpError, judgeSmtpResponse } from './judge-smtp.ts';

const defaultTimeoutMs = 30_000;

export interface SmtpEmailSenderOptions extends StreamAddressRules {
  /** For one attempt, from the name server to the response to the message, ms; default 30,000. */
  readonly timeoutMs?: number;
}

/** Sends messages by SMTP. The checked address is dialled, and certificates are checked against the name. */
export class SmtpEmailSender implements EmailSender {
  readonly #options: SmtpEmailSenderOptions;

  constructor(options: SmtpEmailSenderOptions) {
    this.#options = options;
  }

  async send(request: EmailRequest, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { timeoutMs = defaultTimeoutMs } = this.#options;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const url = new URL(`https://${request.server.host}/`);
      const checked = await checkStreamAddressWithin(url, this.#options, limit);
      if (!checked.ok) return addressFailure(checked);
      const transport = createTransport({
        ...connectionOf(request, checked.address),
        ...limitsOf(timeoutMs),
      });
      return judgeSmtpResponse(await transport.sendMail({ ...messageOf(request), signal: limit }));
    } catch (error) {
      if (limit.aborted)
        return deliveryFailed('timeout', `The SMTP server did not finish within ${timeoutMs / 1000} s.`);
      return judgeSmtpError(error);
    }
  }
}

/** Longer than the limit of the attempt, which ends it first and names the time. */
const limitsOf = (timeoutMs: number) => ({
  connectionTimeout: 2 * timeoutMs,
  greetingTimeout: 2 * timeoutMs,
  socketTimeout: 2 * timeoutMs,
  // A server that does not close its side must not hold the connection.
  socketCloseTimeout: 1_000,
  maxResponseSize: 64 * 1024,
});

function connectionOf({ server, password }: EmailRequest, address: string) {
  const { host, port, security, username } = server;
  const name = host.replace(/^\[(.*)\]$/, '$1');
  return {
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(isIP(name) === 0 && { servername: name }),
    ...(username !== undefined && { auth: { user: username, pass: password ?? '' } }),
  };
}

function messageOf({ from, to, message }: EmailRequest) {
  const { subject, text, html, messageId, inReplyTo } = message;
  return {
    from: { name: 'Vialog', address: from },
    to: [...to],
    subject,
    text,
    html,
    messageId,
    ...(inReplyTo !== undefined && { inReplyTo, references: inReplyTo }),
    textEncoding: 'base64' as const,
    // No vacation reply follows (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
