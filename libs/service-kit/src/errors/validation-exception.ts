import type { ErrorDetail } from '@vialog/contracts';

/** The shape of Standard Schema issues that is used here. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** More of them help nobody and make answers large. */
const mostDetails = 50;

/** A request that does not fit its schema. */
export class ValidationException extends Error {
  readonly details: readonly ErrorDetail[];

  /** @param at where the value stood, before the paths of the issues */
  constructor(issues: readonly SchemaIssue[], at: readonly string[] = []) {
    super('The request does not fit its schema.');
    this.name = 'ValidationException';
    this.details = issues
      .slice(0, mostDetails)
      .map((issue) => detailOf({ ...issue, path: [...at, ...(issue.path ?? [])] }));
  }
}

function detailOf(issue: SchemaIssue): ErrorDetail {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return path === '' ? { message: issue.message } : { path, message: issue.message };
}
