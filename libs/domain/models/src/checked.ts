/** A value that was checked, or all that is wrong with it, in sentences for people. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

export function valid<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function invalid(...problems: string[]): Checked<never> {
  return { ok: false, problems };
}
