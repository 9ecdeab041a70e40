import type { Client } from '@elastic/elasticsearch';
import type { BoundedClient } from './bounded-client.ts';
import type { BulkWriter } from './bulk-writer.ts';
import { recordOf } from './event-document.ts';
import { eventItem } from './event-item.ts';
import { eventMapping, mappingRevision } from './event-mapping.ts';
import { allHits } from './all-hits.ts';
import type { IndexNames } from './index-names.ts';

export interface UpgradedIndex {
  readonly index: string;
  /** Number of rewritten records. */
  readonly records: number;
}

/**
 * Rewrites the records of indices with an older mapping revision, so that new derived fields become searchable. Until
 * then records are found by their former fields. A record of a higher rank that is written meanwhile is not changed.
 * Idempotent.
 * @throws {Error} when the store is busy; upgraded indices stay upgraded
 */
export async function upgradeRecords(
  elastic: BoundedClient,
  bulk: BulkWriter,
  names: IndexNames,
): Promise<readonly UpgradedIndex[]> {
  const done: UpgradedIndex[] = [];
  for (const index of await olderIndices(elastic.raw, names)) {
    const records = await upgradeIndex(elastic, bulk, names, index);
    await elastic.raw.indices.putMapping({
      index,
      properties: eventMapping.properties,
      _meta: { revision: mappingRevision },
    });
    done.push({ index, records });
  }
  return done;
}

async function olderIndices(client: Client, names: IndexNames): Promise<readonly string[]> {
  const found = await client.indices.getMapping({ index: `${names.events}-v1-*`, allow_no_indices: true });
  return Object.entries(found)
    .filter(([, { mappings }]) => Number(mappings._meta?.['revision'] ?? 0) < mappingRevision)
    .map(([index]) => index)
    .sort();
}

const pageSize = 1_000;

async function upgradeIndex(
  elastic: BoundedClient,
  bulk: BulkWriter,
  names: IndexNames,
  index: string,
): Promise<number> {
  await elastic.raw.indices.refresh({ index });
  const sort = [{ slotStartAt: 'asc' as const }, { eventId: 'asc' as const }];
  const hits = allHits(elastic, [index], { query: { match_all: {} }, sort, size: pageSize });
  let records = 0;
  let page: unknown[] = [];
  const flush = async (): Promise<void> => {
    records += await rewrite(bulk, names, index, page);
    page = [];
  };
  for await (const { _source } of hits) {
    page.push(_source);
    if (page.length === pageSize) await flush();
  }
  await flush();
  return records;
}

async function rewrite(
  bulk: BulkWriter,
  names: IndexNames,
  index: string,
  sources: readonly unknown[],
): Promise<number> {
  const items = sources.map((source) => {
    const record = recordOf(source);
    const item = eventItem(names, record, Date.parse(record.indexedAt ?? record.slotStartAt));
    return { ...item, index, sameRank: true as const };
  });
  const outcomes = await bulk.write(items);
  const failed = outcomes.find(({ kind }) => kind === 'busy' || kind === 'rejected');
  if (failed)
    throw new Error(
      `${index} is not upgraded: ${failed.kind === 'rejected' ? failed.why : 'Elasticsearch is busy; run the upgrade again'}`,
    );
  return items.length;
}
