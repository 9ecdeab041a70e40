/** A valid value, or all its problems as sentences for users. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] };

export function valid<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function invalid(...problems: string[]): Checked<never> {
  return { ok: false, problems };
}
