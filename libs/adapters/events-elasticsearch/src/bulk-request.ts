import { errors, type Client } from '@elastic/elasticsearch';
import { statusOf, causeOf, isConnectionFailure, describeCause } from './elastic-errors.ts';

/** One document of a bulk request: a record with its rank as external version, or a document that must not exist yet. */
export interface BulkItem {
  readonly index: string;
  readonly id: string;
  /** JSON. Undefined deletes the document. */
  readonly document?: string;
  /** External version: a higher one replaces the document, an equal or lower one is `known`. Undefined: first write wins. */
  readonly rank?: number;
  /** The same rank replaces the document too: rewrites the same record. */
  readonly sameRank?: true;
  /** Without a rank: replaces the document unconditionally. */
  readonly overwrite?: true;
}

export type ItemOutcome =
  /** `replaced`: a document of lower rank existed. */
  | { readonly kind: 'stored'; readonly replaced: boolean }
  | { readonly kind: 'known' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'rejected'; readonly why: string };

/** Result of a bulk request: one outcome per item, in order, and how to size the next request. */
export interface BulkResponse {
  readonly outcomes: readonly ItemOutcome[];
  /** fine: same size or larger. tooLarge: smaller requests. busy: the server rejects requests; send fewer. */
  readonly next: 'fine' | 'tooLarge' | 'busy';
}

const busy: ItemOutcome = { kind: 'busy' };
const known: ItemOutcome = { kind: 'known' };

/**
 * Sends one bulk request and evaluates the response item by item. Does not use the bulk helper of the client: it
 * reports a document that exists as failed and ends the whole run after one broken connection.
 * @throws {Error} when no retry can succeed (missing privilege, an index that must not be created)
 */
export async function sendBulk(
  client: Client,
  items: readonly BulkItem[],
  timeoutMs: number,
): Promise<BulkResponse> {
  if (items.length === 0) return { outcomes: [], next: 'fine' };
  try {
    const response = await client.transport.request<RawResponse>(
      {
        method: 'POST',
        path: '/_bulk',
        querystring: {
          filter_path: 'items.*.status,items.*.result,items.*.error',
          timeout: `${timeoutMs}ms`,
        },
        bulkBody: linesOf(items),
      },
      // Longer than the timeout of the server: its error says more than a timeout of the client.
      { maxRetries: 0, requestTimeout: timeoutMs + 2_000 },
    );
    return read(items, response);
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
interface RawResponse {
  readonly items?: readonly Readonly<Record<string, RawItem>>[];
}

function read(items: readonly BulkItem[], response: RawResponse): BulkResponse {
  const outcomes = items.map((item, i) => outcomeOf(item, Object.values(response.items?.[i] ?? {})[0]));
  return { outcomes, next: outcomes.some((outcome) => outcome.kind === 'busy') ? 'busy' : 'fine' };
}

/** An item without a result may or may not be stored: the caller sends it again, and it is `known` then. */
function outcomeOf(item: BulkItem, raw: RawItem | undefined): ItemOutcome {
  const status = raw?.status;
  if (raw === undefined || status === undefined) return busy;
  if (status === 200 || status === 201) return { kind: 'stored', replaced: raw.result === 'updated' };
  if (existsAlready(status, raw)) return known;
  if (isBusy(status, raw)) return busy;
  if (status === 400) return { kind: 'rejected', why: `Elasticsearch: ${describeCause(raw.error)}` };
  throw new Error(
    `Elasticsearch rejects records for ${item.index}: ${status} ${describeCause(raw.error)}; ` +
      'expected an API key with the privileges create_index, index and delete, and automatic index creation enabled',
  );
}

/** A document to delete that does not exist counts as deleted. */
const existsAlready = (status: number, { result }: RawItem): boolean =>
  status === 409 || (status === 404 && result === 'not_found');

const isBusy = (status: number, { error }: RawItem): boolean =>
  status === 429 || status >= 500 || isBlocked(error);

/** A full disk blocks writes to the index until space is free: the record itself is valid. */
const isBlocked = (error: RawItem['error']): boolean => error?.type === 'cluster_block_exception';

function failedRequest(items: readonly BulkItem[], error: unknown): BulkResponse {
  const all = (outcome: ItemOutcome): readonly ItemOutcome[] => items.map(() => outcome);
  if (isConnectionFailure(error)) return { outcomes: all(busy), next: 'busy' };
  const status = statusOf(error);
  if (status === 413) return tooLarge(items);
  if (status === 429 || (status !== undefined && status >= 500)) return { outcomes: all(busy), next: 'busy' };
  if (causeOf(error)?.type === 'cluster_block_exception') return { outcomes: all(busy), next: 'busy' };
  if (error instanceof errors.ResponseError)
    throw new Error(
      `Elasticsearch rejected the bulk request: ${error.statusCode} ${describeCause(causeOf(error))}`,
      {
        cause: error,
      },
    );
  throw error;
}

function tooLarge(items: readonly BulkItem[]): BulkResponse {
  const only: ItemOutcome = {
    kind: 'rejected',
    why: 'Elasticsearch: the document exceeds the maximum request size',
  };
  return items.length === 1
    ? { outcomes: [only], next: 'fine' }
    : { outcomes: items.map(() => busy), next: 'tooLarge' };
}
