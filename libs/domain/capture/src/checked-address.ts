import { type AddressRanges, isAllowedAddress } from './address-rules.ts';
import { type Trouble } from './trouble.ts';

/** Every address of a host name, as the system resolves it. Rejects when the name is unknown. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export type CheckedAddress =
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly trouble: Trouble };

/**
 * The address to dial for a host: one that passed the rules, IPv4 first. Dial this address and never the name, or
 * the name may point elsewhere by then (DNS rebinding). Literal addresses take the same way, so that `0x7f.1` and
 * `2130706433` are judged by what the system makes of them.
 * @param host name or address of a URL; IPv6 with or without brackets
 */
export async function checkedAddress(
  host: string,
  allowed: AddressRanges,
  resolve: Resolve,
): Promise<CheckedAddress> {
  const name = host.replace(/^\[(.*)\]$/, '$1');
  const found = await resolved(name, resolve);
  if (found.length === 0) {
    return offline(`the host name ${name} is not known; check the name in the stream's URL`);
  }
  const usable = found.filter((address) => isAllowedAddress(address, allowed));
  const address = usable.find((one) => !one.includes(':')) ?? usable[0];
  if (address !== undefined) return { ok: true, address };
  return offline(
    `${name} is at ${found.join(', ')}, which is not a public address; if a camera is there, ` +
      'add its range to VIALOG_ALLOW_CIDRS',
  );
}

async function resolved(name: string, resolve: Resolve): Promise<readonly string[]> {
  if (name === '') return [];
  try {
    return await resolve(name);
  } catch {
    return [];
  }
}

const offline = (detail: string): CheckedAddress => ({ ok: false, trouble: { reason: 'offline', detail } });
