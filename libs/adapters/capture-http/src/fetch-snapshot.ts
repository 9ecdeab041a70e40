import type { StreamFault } from '@vialog/capture';
import { checkStreamAddress, type StreamAddressRules } from '@vialog/network-guard';
import { explainStatus } from './explain-response.ts';
import { type Answer, guardedRequest } from './guarded-request.ts';

const maxRedirects = 3;
const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** Validators of the last picture, for conditional requests. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export type Snapshot =
  | { readonly kind: 'new'; readonly bytes: Uint8Array; readonly validators: Validators }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'fault'; readonly fault: StreamFault };

export interface FetchRules extends StreamAddressRules {
  readonly timeoutMs: number;
}

/** Requests one picture. Every address, also after a redirect, is checked, and the checked address is dialled. Never rejects. */
export async function fetchSnapshot(
  url: string,
  validators: Validators,
  rules: FetchRules,
  signal: AbortSignal,
): Promise<Snapshot> {
  let target = new URL(url);
  for (let redirect = 0; redirect <= maxRedirects; redirect += 1) {
    const answer = await ask(target, validators, rules, signal);
    if ('reason' in answer) return { kind: 'fault', fault: answer };
    if (!redirects.includes(answer.status)) return snapshotOf(answer);
    const next = redirectTarget(answer, target);
    if ('reason' in next) return { kind: 'fault', fault: next };
    target = next;
  }
  return fault(`the camera redirects more than ${maxRedirects} times; use the last URL itself`);
}

async function ask(
  url: URL,
  { etag, lastModified }: Validators,
  rules: FetchRules,
  signal: AbortSignal,
): Promise<Answer | StreamFault> {
  const checked = await checkStreamAddress(url, rules);
  if (!checked.ok) return offline(checked.detail);
  const headers = {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
  return guardedRequest({ url, address: checked.address, headers, timeoutMs: rules.timeoutMs }, signal);
}

function snapshotOf({ status, headers, body }: Answer): Snapshot {
  if (status === 304) return { kind: 'unchanged' };
  if (status !== 200) return { kind: 'fault', fault: explainStatus(status) };
  const { etag, 'last-modified': lastModified } = headers;
  const validators = {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
  return { kind: 'new', bytes: body, validators };
}

function redirectTarget({ headers }: Answer, from: URL): URL | StreamFault {
  const location = headers.location ?? '';
  if (location === '' || !URL.canParse(location, from.href)) {
    return offline('the camera redirects to nowhere; check the URL');
  }
  const target = new URL(location, from);
  if (target.protocol === 'http:' || target.protocol === 'https:') return target;
  return offline(`the camera redirects to a ${target.protocol} address; use that URL itself`);
}

const offline = (detail: string): StreamFault => ({ reason: 'offline', detail });
const fault = (detail: string): Snapshot => ({ kind: 'fault', fault: offline(detail) });
