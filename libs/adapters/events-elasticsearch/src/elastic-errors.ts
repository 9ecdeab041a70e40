import { errors } from '@elastic/elasticsearch';
import { VialogError } from '@vialog/contracts';

interface Cause {
  readonly type?: string;
  readonly reason?: string | null;
  readonly index?: string;
  readonly caused_by?: Cause;
  readonly root_cause?: readonly Cause[];
  readonly failed_shards?: readonly { readonly index?: string }[];
}

/** An index that a request requires does not exist. */
export class MissingIndex extends Error {
  override readonly name = 'MissingIndex';
}

/** Error types that mean that the query needs too many resources, not that the server is unhealthy. */
const tooExpensiveTypes = new Set([
  'too_many_buckets_exception',
  'circuit_breaking_exception',
  'too_many_clauses',
  'too_many_nested_clauses',
  'search_phase_execution_exception_timeout',
  'task_cancelled_exception',
  'time_exceeded_exception',
]);

/** HTTP status of a response; undefined without a response. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof errors.ResponseError ? error.statusCode : undefined;

/** True without a complete response: connection refused or reset, response truncated, request timed out. */
export function isConnectionFailure(error: unknown): boolean {
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError ||
    error instanceof errors.DeserializationError ||
    error instanceof errors.RequestAbortedError
  );
}

/** `type: reason`, followed by the reason of the inner cause. */
export function describeCause(cause: Cause | undefined): string {
  if (!cause) return 'no reason given';
  const own = `${cause.type ?? 'error'}: ${cause.reason ?? 'no reason given'}`;
  return cause.caused_by?.reason ? `${own} (${cause.caused_by.reason})` : own;
}

export const causeOf = (error: unknown): Cause | undefined => {
  if (!(error instanceof errors.ResponseError)) return undefined;
  const body = error.body as { error?: Cause } | undefined;
  return typeof body?.error === 'object' ? body.error : undefined;
};

function typesOf(cause: Cause | undefined): string[] {
  if (!cause) return [];
  return [cause.type ?? '', ...typesOf(cause.caused_by), ...(cause.root_cause ?? []).flatMap(typesOf)];
}

/** Maps an error of the client to the error a read throws. Errors of our own code are returned unchanged. */
export function toReadError(error: unknown): unknown {
  if (error instanceof errors.TimeoutError)
    return new VialogError('QUERY_TOO_EXPENSIVE', undefined, { cause: error });
  if (isConnectionFailure(error)) return new VialogError('STORE_UNAVAILABLE', undefined, { cause: error });
  const status = statusOf(error);
  return status === undefined ? error : toStatusError(error, status);
}

function toStatusError(error: unknown, status: number): Error {
  const cause = causeOf(error);
  if (isTooExpensive(cause)) return new VialogError('QUERY_TOO_EXPENSIVE', undefined, { cause: error });
  if (status === 429 || status >= 500)
    return new VialogError('STORE_UNAVAILABLE', undefined, { cause: error });
  if (cause?.type === 'index_not_found_exception')
    return new MissingIndex(`index ${cause.index ?? ''} does not exist`, { cause: error });
  return rejection(error, cause);
}

const isTooExpensive = (cause: Cause | undefined): boolean =>
  typesOf(cause).some((type) => tooExpensiveTypes.has(type)) ||
  /max_nested_depth|too_many/i.test(describeCause(cause));

/** Names the index, so that an index that Vialog did not create can be found. */
function rejection(error: unknown, cause: Cause | undefined): Error {
  const index = cause?.failed_shards?.[0]?.index;
  const where = index === undefined ? '' : ` on index ${index}`;
  return new Error(`Elasticsearch rejected a query${where}: ${describeCause(cause)}`, { cause: error });
}
