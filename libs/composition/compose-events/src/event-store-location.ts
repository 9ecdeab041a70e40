import { readFileSync } from 'node:fs';
import type { ConnectionSettings } from '@vialog/events-elasticsearch';

/** Environment variables of the event store. */
export interface EventStoreSettings {
  readonly ELASTICSEARCH_URL?: string | undefined;
  readonly ELASTICSEARCH_API_KEY?: string | undefined;
  readonly ELASTICSEARCH_CA_FILE?: string | undefined;
  readonly VIALOG_EVENTS_DIR: string;
}

/** Where the events are stored. */
export type EventStoreLocation =
  | {
      readonly kind: 'elasticsearch';
      readonly connection: ConnectionSettings;
      /** First part of the index names; undefined: the default. */
      readonly prefix?: string | undefined;
    }
  | { readonly kind: 'sqlite'; readonly folder: string };

/**
 * The location that the environment names.
 * @throws {Error} when the file of the certificate authority cannot be read
 */
export function eventStoreLocation(settings: EventStoreSettings): EventStoreLocation {
  const { ELASTICSEARCH_URL: url, ELASTICSEARCH_API_KEY: apiKey, ELASTICSEARCH_CA_FILE: caFile } = settings;
  if (url === undefined) return { kind: 'sqlite', folder: settings.VIALOG_EVENTS_DIR };
  const connection = {
    nodes: [url],
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }),
  };
  return { kind: 'elasticsearch', connection };
}
