/** How many requests the cameras of one host may cause together. */
export interface HostRate {
  /** Host name in lower case, without port; `*.example.org` stands for every name that ends in `.example.org`. */
  readonly pattern: string;
  readonly requests: number;
  /** Time in which that many requests are allowed, ms. */
  readonly perMs: number;
}

const units: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000 };
const expected =
  'expected entries like images.example.org=30/min, separated by commas, with /s, /min or /h and without scheme and port; *.example.org stands for all its hosts';

/**
 * Parses rates like `images.example.org=30/min,*.example.net=2/s`.
 * @throws {RangeError} when an entry is invalid or a host has two rates
 */
export function parseHostRates(text: string): readonly HostRate[] {
  const entries = text.split(',').map((entry) => entry.trim());
  const rates = entries.filter((entry) => entry !== '').map(parseRate);
  const twice = rates.find(({ pattern }, at) => rates.findIndex((one) => one.pattern === pattern) !== at);
  if (twice) throw new RangeError(`${twice.pattern} has two rates; keep one of them`);
  return rates;
}

function parseRate(entry: string): HostRate {
  const match = /^((?:\*\.)?[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\])\s*=\s*(\d{1,6})\s*\/\s*(s|min|h)$/i.exec(
    entry,
  );
  const [, pattern = '', requests = '', unit = ''] = match ?? [];
  if (Number(requests) === 0) throw new RangeError(`invalid rate "${entry.slice(0, 80)}": ${expected}`);
  return {
    pattern: pattern.toLowerCase(),
    requests: Number(requests),
    perMs: units[unit.toLowerCase()] ?? NaN,
  };
}

/** The rate of a host: that of its own name, otherwise that of the longest pattern which it matches. */
export function hostRateOf(rates: readonly HostRate[], hostname: string): HostRate | undefined {
  const host = hostname.toLowerCase();
  const matching = rates.filter(({ pattern }) =>
    pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern,
  );
  return matching.sort((a, b) => rankOf(b) - rankOf(a))[0];
}

const rankOf = ({ pattern }: HostRate): number => (pattern.startsWith('*.') ? pattern.length : Infinity);

/** Like `30 requests per minute`. */
export function describeHostRate({ requests, perMs }: HostRate): string {
  const names: Readonly<Record<number, string>> = { 1_000: 'second', 60_000: 'minute', 3_600_000: 'hour' };
  return `${requests} ${requests === 1 ? 'request' : 'requests'} per ${names[perMs] ?? `${perMs} ms`}`;
}
