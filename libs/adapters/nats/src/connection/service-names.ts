/** Services that connect to the broker, each as a user with the same name and separate permissions. */
export const serviceNames = ['api', 'ingest', 'detector', 'indexer', 'edge'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Prefix of the inbox subjects of a service; other services cannot subscribe to them. */
export function inboxPrefix(service: ServiceName): string {
  return `_INBOX_${service}`;
}
