import { lookup } from 'node:dns/promises';
import { streamKindOf, type Stream } from '@vialog/contracts';
import { type AddressRanges, checkedAddress, type Trouble } from '@vialog/capture';
import { clipPath } from './clip-path.ts';
import type { Input } from './ffmpeg-arguments.ts';

export type CheckedInput =
  { readonly ok: true; readonly input: Input } | { readonly ok: false; readonly trouble: Trouble };

export interface InputRules {
  readonly allowed: AddressRanges;
  readonly mediaDir: string | undefined;
  readonly patienceMs: number;
}

/** What ffmpeg may be pointed at for this stream, or why nothing. Checked anew for every connection. */
export async function streamInput(stream: Stream, rules: InputRules): Promise<CheckedInput> {
  if (streamKindOf(stream.url) !== 'file') return rtspInput(stream, rules);
  const clip = await clipPath(stream.url, rules.mediaDir);
  return clip.ok ? { ok: true, input: { kind: 'clip', path: clip.path, pace: 'live' } } : clip;
}

async function rtspInput(
  { url, transport }: Stream,
  { allowed, patienceMs }: InputRules,
): Promise<CheckedInput> {
  const parsed = new URL(url);
  // The registry refuses these already; an argument list is readable by every process of the host.
  if (parsed.username !== '' || parsed.password !== '') {
    return refused(
      'streams with a user name or password are not supported yet; use a stream that needs none',
    );
  }
  const checked = await checkedAddress(parsed.hostname, allowed, addressesOf);
  if (!checked.ok) return checked;
  return { ok: true, input: { kind: 'rtsp', url: withHost(parsed, checked.address), transport, patienceMs } };
}

/** The same URL by address: what was checked is what ffmpeg dials, whatever the name says a moment later. */
function withHost({ protocol, port, pathname, search }: URL, address: string): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}${pathname}${search}`;
}

async function addressesOf(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

const refused = (detail: string): CheckedInput => ({ ok: false, trouble: { reason: 'offline', detail } });
