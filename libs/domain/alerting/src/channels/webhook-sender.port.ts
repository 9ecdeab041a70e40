import type { DeliveryOutcome } from './delivery-outcome.ts';

export interface WebhookRequest {
  readonly url: string;
  /** Secrets of the signatures, `whsec_` and base64, the newest first. */
  readonly secrets: readonly string[];
  readonly eventId: string;
  /** CloudEvent as JSON. */
  readonly body: string;
}

/** Sends signed requests to webhooks. */
export interface WebhookSender {
  /** Never rejects, and resolves after a bounded time, or when the signal aborts. */
  send(request: WebhookRequest, signal: AbortSignal): Promise<DeliveryOutcome>;
}
