import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStoreLocation } from '@vialog/compose-events/transfer';
import type { StoreOptions } from './events-request.ts';

/**
 * The store that the command line names.
 * @throws {Error} when the file of the API key or of the certificate authority cannot be read
 */
export async function storeLocation(options: StoreOptions): Promise<EventStoreLocation> {
  if (options.kind === 'sqlite') return { kind: 'sqlite', folder: join(options.dataDir, 'events') };
  const { url, prefix, apiKeyFile, caFile, caFingerprint } = options;
  return {
    kind: 'elasticsearch',
    prefix,
    connection: {
      nodes: [url],
      ...(apiKeyFile === undefined ? {} : { apiKey: (await readFile(apiKeyFile, 'utf8')).trim() }),
      ...(caFile === undefined ? {} : { ca: await readFile(caFile, 'utf8') }),
      ...(caFingerprint === undefined ? {} : { caFingerprint }),
    },
  };
}
