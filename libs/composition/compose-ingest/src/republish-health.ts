import type { MessageBus } from '@vialog/messaging';
import type { CameraHealth } from '@vialog/contracts';

/** Interval at which the health of every camera is published although it did not change, ms. */
export const republishMs = 30_000;

export interface RepublishHealthPorts {
  readonly ingest: { readonly healths: readonly CameraHealth[] };
  readonly bus: Pick<MessageBus, 'publish'>;
  readonly link: { onReconnect(work: () => void): () => void };
  readonly every: (ms: number, work: () => void) => () => void;
}

/**
 * Publishes the health of every camera at an interval and after each reconnection: the broker keeps it in memory, and
 * readers regard a camera as not sampled when its health has not been published for a while. Call the returned function to stop.
 */
export function republishHealth({ ingest, bus, link, every }: RepublishHealthPorts): () => void {
  const publish = (): void => {
    // A failed publication is repeated at the next interval.
    for (const health of ingest.healths) bus.publish('vialog.v1.health', health).catch(() => undefined);
  };
  const stops = [every(republishMs, publish), link.onReconnect(publish)];
  return () => stops.forEach((stop) => stop());
}
