import type { StreamFault } from './stream-fault.ts';

const offline = (detail: string): StreamFault => ({ reason: 'offline', detail });
const known: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at this address and port; is the camera on?',
  ECONNRESET: 'the camera closed the connection',
  EPIPE: 'the camera closed the connection',
  ETIMEDOUT: 'the camera did not answer',
  EHOSTUNREACH: 'there is no route to the camera',
  ENETUNREACH: 'there is no route to the camera',
};

/**
 * What an error of a connection means.
 * @param code Node's error code
 * @param plain scheme of the same without encryption, as advice
 */
export function explainConnection(code: string, plain: 'http' | 'rtsp'): StreamFault {
  const detail = known[code];
  if (detail !== undefined) return offline(detail);
  if (/CERT|SIGNED|SIGNATURE|ALTNAME|ISSUER/.test(code)) {
    return offline(`the camera's certificate is not trusted (${code}); give it a valid one or use ${plain}`);
  }
  if (/^ERR_SSL|^EPROTO/.test(code)) return offline(`what answers there does not speak TLS; use ${plain}`);
  return offline(`the connection to the camera failed (${code})`);
}
