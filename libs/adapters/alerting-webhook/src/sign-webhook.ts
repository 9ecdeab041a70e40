import { createHmac } from 'node:crypto';

interface Signed {
  readonly secret: string;
  readonly eventId: string;
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/** Headers of Standard Webhooks: a receiver recomputes the signature and rejects old timestamps. */
export function signatureHeaders({ secret, eventId, timestamp, body }: Signed): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': eventId,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  };
}
