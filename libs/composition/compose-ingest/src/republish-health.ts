import type { MessageBus } from '@vialog/messaging';
import type { CameraHealth } from '@vialog/contracts';

/** How often every camera is told of although nothing changed, ms. */
export const republishMs = 30_000;

export interface RepublishHealthPorts {
  readonly ingest: { readonly healths: readonly CameraHealth[] };
  readonly bus: Pick<MessageBus, 'publish'>;
  readonly link: { onBack(work: () => void): () => void };
  readonly every: (ms: number, work: () => void) => () => void;
}

/**
 * Tells of every camera again and again, and as soon as the broker is back: its memory is gone after a restart, and who
 * hears nothing of a camera for long takes it for unwatched. Until the returned function is called.
 */
export function republishHealth({ ingest, bus, link, every }: RepublishHealthPorts): () => void {
  const tell = (): void => {
    // What cannot be told now is told the next time.
    for (const health of ingest.healths) bus.publish('vialog.v1.health', health).catch(() => undefined);
  };
  const endings = [every(republishMs, tell), link.onBack(tell)];
  return () => endings.forEach((end) => end());
}
