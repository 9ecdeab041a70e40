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

  /** @param at name of the parameter, where the value has no name of its own */
  constructor(issues: readonly SchemaIssue[], at?: string) {
    super('The request does not fit its schema.');
    this.name = 'ValidationException';
    const before = at === undefined ? [] : [at];
    this.details = issues
      .slice(0, mostDetails)
      .map(({ message, path = [] }) => detailOf({ message, path: [...before, ...path] }));
  }
}

function detailOf(issue: SchemaIssue): ErrorDetail {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return path === '' ? { message: issue.message } : { path, message: issue.message };
}
