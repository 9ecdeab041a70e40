/** The services at the broker. Each signs in as a user of its own name, with permissions of its own. */
export const serviceNames = ['api', 'ingest', 'detector', 'indexer', 'edge'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Prefix of the subjects a service gets its answers at; no other service may listen there. */
export function inboxPrefix(service: ServiceName): string {
  return `_INBOX_${service}`;
}
