import type { HttpFailure, SoapHttpResponse } from './post-soap.ts';
import { nodeAt, parseXml, readable, textAt, type XmlNode } from './xml-node.ts';

/** What a device returned for one request. */
export type SoapResponse =
  | { readonly kind: 'body'; readonly body: XmlNode }
  /** It needs a user name and a password, or rejects the given ones. */
  | { readonly kind: 'unauthorized'; readonly detail: string }
  /** A SOAP fault or a response that is not ONVIF. */
  | { readonly kind: 'rejected'; readonly detail: string; readonly isOnvif: boolean }
  /** Nothing was received. */
  | { readonly kind: 'failed'; readonly detail: string; readonly isBlocked: boolean };

/** What came back over HTTP, or why nothing did; `blocked`: the guard allows no connection. */
export type Received = SoapHttpResponse | HttpFailure | { readonly blocked: string };

/** Tells replies, SOAP faults, rejected users and responses of other servers apart. */
export function judgeSoap(received: Received, hasCredentials: boolean): SoapResponse {
  if ('blocked' in received) return { kind: 'failed', detail: received.blocked, isBlocked: true };
  if ('failure' in received) return { kind: 'failed', detail: received.failure, isBlocked: false };
  if (received.status >= 300 && received.status <= 399) return redirected(received);
  return judgeResponse(received, { kind: 'unauthorized', detail: hasCredentials ? rejected : required });
}

function judgeResponse({ status, text }: SoapHttpResponse, unauthorized: SoapResponse): SoapResponse {
  if (status === 401 || status === 403) return unauthorized;
  const body = nodeAt(parseXml(text), 'Envelope', 'Body');
  const fault = nodeAt(body, 'Fault');
  if (fault !== undefined && isAuthFault(fault)) return unauthorized;
  if (fault !== undefined) return { kind: 'rejected', detail: faultSentence(fault), isOnvif: true };
  if (body !== undefined && status >= 200 && status <= 299) return { kind: 'body', body };
  return { kind: 'rejected', detail: notOnvif(status), isOnvif: false };
}

const notOnvif = (status: number): string =>
  `no ONVIF device service responds at this address (HTTP ${status}); check host, port and path, and that ONVIF is ` +
  'turned on at the device';

const required = 'the device requires a user name and a password';
export const rejected =
  'the device rejects the user name or the password; many devices have separate ONVIF users, which are created in their own settings';

function redirected({ headers }: SoapHttpResponse): SoapResponse {
  const location = headers['location']?.[0] ?? '';
  const origin = URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
  const detail = `the device redirects${origin}; redirects are not followed, enter that address itself`;
  return { kind: 'rejected', detail, isOnvif: false };
}

/** SOAP 1.2 (Code, Subcode) and SOAP 1.1 (faultcode). */
function isAuthFault(fault: XmlNode): boolean {
  const code = nodeAt(fault, 'Code');
  const codes = [
    textAt(code, 'Subcode', 'Value'),
    textAt(code, 'Subcode', 'Subcode', 'Value'),
    textAt(fault, 'faultcode'),
  ];
  return codes.some((one) => /NotAuthorized|FailedAuthentication|InvalidSecurity/i.test(one ?? ''));
}

function faultSentence(fault: XmlNode): string {
  const text = readable(textAt(fault, 'Reason', 'Text') ?? textAt(fault, 'faultstring'));
  return text === undefined
    ? 'the device rejected the request'
    : `the device rejected the request: "${text}"`;
}
