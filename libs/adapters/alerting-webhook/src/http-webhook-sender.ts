import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import {
  addressFailure,
  deliveryFailed,
  type DeliveryOutcome,
  type WebhookRequest,
  type WebhookSender,
} from '@vialog/alerting';
import { portOf, type Clock } from '@vialog/contracts';
import { checkStreamAddressWithin, type StreamAddressRules } from '@vialog/network-guard';
import { judgeError, judgeResponse } from './judge-response.ts';
import { signatureHeaders } from './sign-webhook.ts';

const defaultTimeoutMs = 10_000;

export interface HttpWebhookSenderOptions extends StreamAddressRules {
  readonly clock: Pick<Clock, 'now'>;
  /** For one attempt, up to the headers of the response, ms; default 10,000. */
  readonly timeoutMs?: number;
}

/** Posts signed events. The checked address is dialled, redirects are not followed, and bodies of responses are not read. */
export class HttpWebhookSender implements WebhookSender {
  readonly #options: HttpWebhookSenderOptions;

  constructor(options: HttpWebhookSenderOptions) {
    this.#options = options;
  }

  async send(webhook: WebhookRequest, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { clock, timeoutMs = defaultTimeoutMs } = this.#options;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const url = new URL(webhook.url);
      const checked = await checkStreamAddressWithin(url, this.#options, limit);
      if (!checked.ok) return addressFailure(checked);
      const response = await this.#post(webhook, { url, address: checked.address, signal: limit });
      const retryAfter = response.headers['retry-after'];
      response.destroy();
      return judgeResponse({ status: response.statusCode ?? 0, retryAfter }, clock.now());
    } catch (error) {
      if (limit.aborted)
        return deliveryFailed('timeout', `The receiver did not respond within ${timeoutMs / 1000} s.`);
      return judgeError((error as NodeJS.ErrnoException).code ?? 'unknown error');
    }
  }

  #post(
    { secrets, eventId, body }: WebhookRequest,
    target: { readonly url: URL; readonly address: string; readonly signal: AbortSignal },
  ): Promise<IncomingMessage> {
    const timestamp = Math.floor(this.#options.clock.now() / 1000);
    const content = Buffer.from(body, 'utf8');
    const headers = {
      Host: target.url.host,
      'User-Agent': 'Vialog',
      'Content-Type': 'application/cloudevents+json; charset=utf-8',
      'Content-Length': content.length,
      Connection: 'close',
      ...signatureHeaders({ secrets, eventId, timestamp, body }),
    };
    return new Promise((resolve, reject) => {
      const send = target.url.protocol === 'https:' ? requestHttps : requestHttp;
      const request = send({ ...connectionOf(target), headers });
      // The error handler stays: a receiver can reset the connection after its response.
      request.once('response', resolve).on('error', reject).end(content);
      // A switch of protocols (101) ends the request without response and error.
      request.once('close', () => reject(new Error('closed')));
    });
  }
}

function connectionOf(target: {
  readonly url: URL;
  readonly address: string;
  readonly signal: AbortSignal;
}): RequestOptions & { readonly servername?: string } {
  const { url, address, signal } = target;
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host: address,
    port: Number(portOf(url)),
    path: `${url.pathname}${url.search}`,
    method: 'POST',
    agent: false,
    signal,
    // The certificate is checked against the name, although the address is dialled.
    ...(url.protocol === 'https:' && isIP(name) === 0 ? { servername: name } : {}),
  };
}
