import type { DeliveryFailure } from '@vialog/contracts';

/** What an attempt to deliver an event gave. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  | {
      readonly kind: 'failed';
      readonly failure: DeliveryFailure;
      /** Wait that the receiver requests, ms. */
      readonly retryAfterMs?: number | undefined;
    };
