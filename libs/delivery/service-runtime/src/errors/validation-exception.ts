import type { ErrorDetail } from '@vialog/contracts';

/** The shape of Standard Schema issues that is used here. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Limits the size of the response. */
const maxDetails = 50;

/** A request that does not match its schema. */
export class ValidationException extends Error {
  readonly details: readonly ErrorDetail[];

  /** @param parameter name of the path parameter, whose issues have no path */
  constructor(issues: readonly SchemaIssue[], parameter?: string) {
    super('The request does not match its schema.');
    this.name = 'ValidationException';
    const prefix = parameter === undefined ? [] : [parameter];
    this.details = issues
      .slice(0, maxDetails)
      .map(({ message, path = [] }) => detailOf({ message, path: [...prefix, ...path] }));
  }
}

function detailOf(issue: SchemaIssue): ErrorDetail {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return path === '' ? { message: issue.message } : { path, message: issue.message };
}
