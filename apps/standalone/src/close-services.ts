import type { Services } from './services.ts';

/** Closes files and ends children. Nothing is published any more when this is called. */
export async function closeServices({ detectors, store, outbox, registry }: Services): Promise<void> {
  await Promise.all([detectors.close(), store.close(), outbox.close()]);
  await registry.close();
}
