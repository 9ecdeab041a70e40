import { isDeepStrictEqual } from 'node:util';

/** One setting that is not as asked for. */
export interface Difference {
  readonly setting: string;
  readonly asked: unknown;
  /** undefined: the broker does not know the setting. */
  readonly found: unknown;
}

/** The settings asked for that were found otherwise. Settings nobody asked for are of no interest. */
export function differences(asked: object, found: object): Difference[] {
  const has = found as Record<string, unknown>;
  return Object.entries(asked as Record<string, unknown>)
    .filter(([setting, value]) => value !== undefined && !isDeepStrictEqual(value, has[setting]))
    .map(([setting, value]) => ({ setting, asked: value, found: has[setting] }));
}

export function inWords(all: readonly Difference[]): string {
  return all
    .map(({ setting, asked, found }) => `${setting} is ${shown(found)}, asked for was ${shown(asked)}`)
    .join('; ');
}

function shown(value: unknown): string {
  return value === undefined ? 'not known to the broker' : JSON.stringify(value);
}
