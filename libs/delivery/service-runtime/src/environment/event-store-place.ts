import { readFileSync } from 'node:fs';

export interface EventStoreSettings {
  readonly ELASTICSEARCH_URL?: string | undefined;
  readonly ELASTICSEARCH_API_KEY?: string | undefined;
  readonly ELASTICSEARCH_CA_FILE?: string | undefined;
  readonly VIALOG_EVENTS_DIR: string;
}

export interface ElasticConnection {
  readonly nodes: readonly string[];
  readonly apiKey?: string;
  /** PEM. */
  readonly ca?: string;
}

export type EventStoreLocation =
  | { readonly kind: 'elasticsearch'; readonly connection: ElasticConnection }
  | { readonly kind: 'sqlite'; readonly folder: string };

/** Where the environment says that the events are. Throws where the authority's file cannot be read. */
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
