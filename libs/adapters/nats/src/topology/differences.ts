import { isDeepStrictEqual } from 'node:util';

/** A setting whose value differs from the required one. */
export interface Difference {
  readonly setting: string;
  readonly expected: unknown;
  /** undefined: the broker does not support the setting. */
  readonly actual: unknown;
}

/** Required settings that differ. Other settings are ignored. */
export function differences(expected: object, actual: object): Difference[] {
  const values = actual as Record<string, unknown>;
  return Object.entries(expected as Record<string, unknown>)
    .filter(([setting, value]) => value !== undefined && !isDeepStrictEqual(value, values[setting]))
    .map(([setting, value]) => ({ setting, expected: value, actual: values[setting] }));
}

export function describeDifferences(all: readonly Difference[]): string {
  return all
    .map(({ setting, expected, actual }) => `${setting} is ${shown(actual)}, expected ${shown(expected)}`)
    .join('; ');
}

function shown(value: unknown): string {
  return value === undefined ? 'not supported by the broker' : JSON.stringify(value);
}
