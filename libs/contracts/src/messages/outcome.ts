/** Result of a message handler. Only the bus maps it to an acknowledgement. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'retry'; readonly delayMs: number; readonly why: string }
  | { readonly kind: 'reject'; readonly why: string };

export const done = (): Outcome => ({ kind: 'done' });
export const skipped = (why: string): Outcome => ({ kind: 'skipped', why });
export const retry = (delayMs: number, why: string): Outcome => ({ kind: 'retry', delayMs, why });
export const reject = (why: string): Outcome => ({ kind: 'reject', why });
