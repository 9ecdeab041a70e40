import { createHmac } from 'node:crypto';

interface Signed {
  /** The newest first. */
  readonly secrets: readonly string[];
  readonly eventId: string;
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/**
 * Headers of Standard Webhooks: a receiver recomputes the signature and rejects old timestamps. It accepts an event if one of the
 * signatures matches.
 */
export function signatureHeaders({ secrets, eventId, timestamp, body }: Signed): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
