import { errors, type Client } from '@elastic/elasticsearch';
import { statusOf, causeOf, isConnectionFailure, describeCause } from './elastic-errors.ts';

/** One document on its way: a record with its rank as external version, or one that only must not exist yet. */
export interface BulkItem {
  readonly index: string;
  readonly id: string;
  /** JSON; left out: the document is deleted. */
  readonly document?: string;
  /** External version: a higher one replaces, an equal or lower one is known. Left out: first write wins. */
  readonly rank?: number;
  /** The same rank replaces too: the same record written anew. */
  readonly sameRank?: true;
  /** With a document and no rank: overwrites. */
  readonly overwrite?: true;
}

export type ItemOutcome =
  /** `replaced`: something of lower rank stood there. */
  | { readonly kind: 'stored'; readonly replaced: boolean }
  | { readonly kind: 'known' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'refused'; readonly why: string };

/** What became of a request: one outcome per item, in order, and what it says about the next one. */
export interface BulkAnswer {
  readonly outcomes: readonly ItemOutcome[];
  /** fine: as big as before, or bigger. tooLarge: the request was. busy: the server is. */
  readonly next: 'fine' | 'tooLarge' | 'busy';
}

const busy: ItemOutcome = { kind: 'busy' };
const known: ItemOutcome = { kind: 'known' };

/**
 * Sends one bulk request and reads the answer item by item. Never the client's bulk helper: it gives up a document
 * that is already there as failed and a whole run for one cut connection.
 * @throws Error when the server says that this will never work (credentials, an index that may not be made)
 */
export async function sendBulk(
  client: Client,
  items: readonly BulkItem[],
  timeoutMs: number,
): Promise<BulkAnswer> {
  if (items.length === 0) return { outcomes: [], next: 'fine' };
  try {
    const answer = await client.transport.request<RawAnswer>(
      {
        method: 'POST',
        path: '/_bulk',
        querystring: {
          filter_path: 'items.*.status,items.*.result,items.*.error',
          timeout: `${timeoutMs}ms`,
        },
        bulkBody: linesOf(items),
      },
      // A little longer than the server's own: its answer says more than our cutting it off.
      { maxRetries: 0, requestTimeout: timeoutMs + 2_000 },
    );
    return read(items, answer);
  } catch (error) {
    return failedRequest(items, error);
  }
}

function linesOf(items: readonly BulkItem[]): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const target = `"_index":"${item.index}","_id":"${item.id}"`;
    if (item.document === undefined) lines.push(`{"delete":{${target}}}`);
    else lines.push(`{${actionOf(item, target)}}`, item.document);
  }
  return lines;
}

function actionOf({ rank, sameRank, overwrite }: BulkItem, target: string): string {
  const type = sameRank ? 'external_gte' : 'external';
  if (rank !== undefined) return `"index":{${target},"version":${rank},"version_type":"${type}"}`;
  return overwrite ? `"index":{${target}}` : `"create":{${target}}`;
}

interface RawItem {
  readonly status?: number;
  readonly result?: string;
  readonly error?: { readonly type?: string; readonly reason?: string };
}
interface RawAnswer {
  readonly items?: readonly Readonly<Record<string, RawItem>>[];
}

function read(items: readonly BulkItem[], answer: RawAnswer): BulkAnswer {
  const outcomes = items.map((item, i) => outcomeOf(item, Object.values(answer.items?.[i] ?? {})[0]));
  return { outcomes, next: outcomes.some((outcome) => outcome.kind === 'busy') ? 'busy' : 'fine' };
}

/** An item without an answer may or may not be there: it comes again, and the store knows it then. */
function outcomeOf(item: BulkItem, raw: RawItem | undefined): ItemOutcome {
  const status = raw?.status;
  if (raw === undefined || status === undefined) return busy;
  if (status === 200 || status === 201) return { kind: 'stored', replaced: raw.result === 'updated' };
  if (isThereAlready(status, raw)) return known;
  if (isBusy(status, raw)) return busy;
  if (status === 400) return { kind: 'refused', why: `Elasticsearch: ${describeCause(raw.error)}` };
  throw new Error(
    `Elasticsearch will not take records into ${item.index}: ${status} ${describeCause(raw.error)}; ` +
      'the API key needs create_index, index and delete there, and indices must be allowed to be made',
  );
}

/** What was to be deleted and is not there is fine too. */
const isThereAlready = (status: number, { result }: RawItem): boolean =>
  status === 409 || (status === 404 && result === 'not_found');

const isBusy = (status: number, { error }: RawItem): boolean =>
  status === 429 || status >= 500 || isBlocked(error);

/** A full disk puts a block on the index that goes away by itself: nothing is wrong with the record. */
const isBlocked = (error: RawItem['error']): boolean => error?.type === 'cluster_block_exception';

function failedRequest(items: readonly BulkItem[], error: unknown): BulkAnswer {
  const all = (outcome: ItemOutcome): readonly ItemOutcome[] => items.map(() => outcome);
  if (isConnectionFailure(error)) return { outcomes: all(busy), next: 'busy' };
  const status = statusOf(error);
  if (status === 413) return tooLarge(items);
  if (status === 429 || (status !== undefined && status >= 500)) return { outcomes: all(busy), next: 'busy' };
  if (causeOf(error)?.type === 'cluster_block_exception') return { outcomes: all(busy), next: 'busy' };
  if (error instanceof errors.ResponseError)
    throw new Error(`Elasticsearch refused to write: ${error.statusCode} ${describeCause(causeOf(error))}`, {
      cause: error,
    });
  throw error;
}

function tooLarge(items: readonly BulkItem[]): BulkAnswer {
  const only: ItemOutcome = { kind: 'refused', why: 'Elasticsearch: larger than one request may be' };
  return items.length === 1
    ? { outcomes: [only], next: 'fine' }
    : { outcomes: items.map(() => busy), next: 'tooLarge' };
}
