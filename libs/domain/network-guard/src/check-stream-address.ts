import { addressRangeOf, type AddressRanges, isAllowedAddress } from './address-rules.ts';

/** Returns every address of a host name, as the system resolves it. Rejects when the name is unknown. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

/** Rules and resolver for the address of a stream. */
export interface StreamAddressRules {
  /** Allowed ranges that are not public (VIALOG_ALLOW_CIDRS). */
  readonly allowed: AddressRanges;
  readonly resolve: ResolveHost;
}

/** An address that may not be connected to, and the kind of range it lies in, like `loopback`. */
export interface RejectedAddress {
  readonly address: string;
  readonly range: string;
}

/** The address to connect to, or one sentence for users that says why the stream is rejected. */
export type StreamAddressCheck =
  | { readonly ok: true; readonly address: string }
  | {
      readonly ok: false;
      readonly detail: string;
      readonly cause: 'credentials_in_url' | 'unknown_host' | 'address_not_allowed';
      /** Host of the URL. */
      readonly host: string;
      /** All addresses of the host, if none is allowed. */
      readonly rejected: readonly RejectedAddress[];
    };

/**
 * Returns the address to connect to for the URL of a camera: an allowed address, IPv4 first. Connect to this address and
 * not to the name, because the name can resolve to another address later (DNS rebinding). Literal addresses are resolved as
 * well, so that the rules apply to the address that the system derives from `0x7f.1` or `2130706433`. URLs with a user name or
 * password are rejected.
 */
export async function checkStreamAddress(url: URL, rules: StreamAddressRules): Promise<StreamAddressCheck> {
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const no = { ok: false, host: name, rejected: [] } as const;
  if (url.username !== '' || url.password !== '') {
    const detail =
      'the URL contains a user name or password; remove them from the URL and enter them as credentials';
    return { ...no, detail, cause: 'credentials_in_url' };
  }
  const found = await resolved(name, rules.resolve);
  if (found.length === 0) {
    const detail = `the host name ${name} is not known; check the name in the stream's URL`;
    return { ...no, detail, cause: 'unknown_host' };
  }
  const usable = found.filter((address) => isAllowedAddress(address, rules.allowed));
  const address = usable.find((one) => !one.includes(':')) ?? usable[0];
  if (address !== undefined) return { ok: true, address };
  const detail =
    `${name} resolves to ${found.join(', ')}, which is not a public address; to allow a camera there, ` +
    'add its range to VIALOG_ALLOW_CIDRS';
  const rejected = found.map((one) => ({ address: one, range: addressRangeOf(one) }));
  return { ...no, detail, cause: 'address_not_allowed', rejected };
}

async function resolved(name: string, resolve: ResolveHost): Promise<readonly string[]> {
  if (name === '') return [];
  try {
    return await resolve(name);
  } catch {
    return []; // an unknown name and a name server that does not respond give the same message
  }
}

/**
 * The same within the lifetime of a signal: a name server that does not respond must not outlast an attempt.
 * @throws {Error} when the signal aborts
 */
export function checkStreamAddressWithin(
  url: URL,
  rules: StreamAddressRules,
  signal: AbortSignal,
): Promise<StreamAddressCheck> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new Error('aborted'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    checkStreamAddress(url, rules)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
