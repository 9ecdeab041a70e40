import type { DeliveryFailure } from '@vialog/contracts';

export interface WebhookRequest {
  readonly url: string;
  /** Secrets of the signatures, `whsec_` and base64, the newest first. */
  readonly secrets: readonly string[];
  readonly eventId: string;
  /** CloudEvent as JSON. */
  readonly body: string;
}

export type WebhookOutcome =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly failure: DeliveryFailure;
      /** Wait that the receiver requests, ms. */
      readonly retryAfterMs?: number | undefined;
    };

/** Sends signed requests to webhooks. */
export interface WebhookSender {
  /** Never rejects, and resolves after a bounded time, or when the signal aborts. */
  send(request: WebhookRequest, signal: AbortSignal): Promise<WebhookOutcome>;
}
