import { dayMs, timeZone, VialogError } from '@vialog/contracts';

const sceneFaults = ['frozen', 'dark', 'cut'] as const;
/** frozen: the same pixels at every moment; dark: black; cut: no pictures. */
export type SceneFault = (typeof sceneFaults)[number];

/** Reads the parameters of a scene URL. Each method throws STREAM_REFUSED with the name of an invalid parameter. */
export class SceneParameters {
  readonly #url: string;
  readonly #values: URLSearchParams;

  /** @throws {VialogError} STREAM_REFUSED when the URL has a parameter that is not in `names` */
  constructor(url: string, names: readonly string[]) {
    this.#url = url;
    this.#values = new URL(url).searchParams;
    const unknown = [...this.#values.keys()].find((key) => !names.includes(key));
    if (unknown) this.#reject(`unknown parameter "${unknown}", expected ${listOf(names)}`);
  }

  /** A whole number from 1 to `max`. */
  wholeNumber(name: string, defaultValue: number, max: number): number {
    const value = Number(this.#values.get(name) ?? defaultValue);
    return Number.isInteger(value) && value >= 1 && value <= max
      ? value
      : this.#reject(`invalid ${name}, expected a whole number from 1 to ${max}`);
  }

  /** One of the choices; the first is the default. */
  choice<const T extends string>(name: string, choices: readonly [T, ...T[]]): T {
    const text = this.#values.get(name) ?? choices[0];
    return (
      choices.find((known) => known === text) ?? this.#reject(`invalid ${name}, expected ${listOf(choices)}`)
    );
  }

  /** A local date like 2026-05-16, as days since 1970-01-01; undefined if the URL does not have it. */
  date(name: string): number | undefined {
    const text = this.#values.get(name);
    if (text === null) return undefined;
    const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : NaN;
    return Number.isNaN(at) ? this.#reject(`invalid ${name}, expected a date like 2026-05-16`) : at / dayMs;
  }

  /** An IANA time zone. */
  timeZone(name: string): string {
    const text = this.#values.get(name) ?? 'UTC';
    return timeZone.safeParse(text).success
      ? text
      : this.#reject(`invalid ${name}, expected a time zone like Asia/Shanghai`);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Rejects a parameter that has no effect without another one. */
  requires(name: string, other: string): void {
    if (this.has(name) && !this.has(other)) this.#reject(`${name} expects ${other}, which the URL lacks`);
  }

  fault(): SceneFault | undefined {
    return this.#values.has('fault') ? this.choice('fault', sceneFaults) : undefined;
  }

  #reject(message: string): never {
    throw new VialogError('STREAM_REFUSED', `${this.#url}: ${message}`);
  }
}

/** "day, dusk or night" */
const listOf = (names: readonly string[]): string =>
  `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
