import { errors } from '@elastic/elasticsearch';
import { VialogError } from '@vialog/contracts';

interface Cause {
  readonly type?: string;
  readonly reason?: string | null;
  readonly caused_by?: Cause;
  readonly root_cause?: readonly Cause[];
  readonly failed_shards?: readonly { readonly index?: string }[];
}

/** Signs that the question was too much for the server, not that the server is ill. */
const tooExpensiveTypes = new Set([
  'too_many_buckets_exception',
  'circuit_breaking_exception',
  'too_many_clauses',
  'too_many_nested_clauses',
  'search_phase_execution_exception_timeout',
  'task_cancelled_exception',
  'time_exceeded_exception',
]);

/** HTTP status of an answer; undefined where there was none. */
export const statusOf = (error: unknown): number | undefined =>
  error instanceof errors.ResponseError ? error.statusCode : undefined;

/** There was no answer, or only a part of one: refused, reset, cut off or too late. */
export function isConnectionFailure(error: unknown): boolean {
  return (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError ||
    error instanceof errors.DeserializationError ||
    error instanceof errors.RequestAbortedError
  );
}

/** `type: reason`, the innermost cause last. */
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

/** What a reader throws: a code that travels. Errors that are nobody's fault but ours pass unchanged. */
export function toReadError(error: unknown): unknown {
  if (error instanceof errors.TimeoutError)
    return new VialogError('QUERY_TOO_EXPENSIVE', undefined, { cause: error });
  if (isConnectionFailure(error)) return new VialogError('STORE_UNAVAILABLE', undefined, { cause: error });
  const status = statusOf(error);
  if (status === undefined) return error;
  const cause = causeOf(error);
  const types = typesOf(cause);
  if (
    types.some((type) => tooExpensiveTypes.has(type)) ||
    /max_nested_depth|too_many/i.test(describeCause(cause))
  )
    return new VialogError('QUERY_TOO_EXPENSIVE', undefined, { cause: error });
  if (status === 429 || status >= 500)
    return new VialogError('STORE_UNAVAILABLE', undefined, { cause: error });
  return refusal(error, cause);
}

/** Names the index, so that one Vialog did not make is found. */
function refusal(error: unknown, cause: Cause | undefined): Error {
  const index = cause?.failed_shards?.[0]?.index;
  const where = index === undefined ? '' : ` about index ${index}`;
  return new Error(`Elasticsearch refused a question${where}: ${describeCause(cause)}`, { cause: error });
}
