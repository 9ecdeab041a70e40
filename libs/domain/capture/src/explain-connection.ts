import type { StreamFault } from './stream-fault.ts';

const unreachable = (detail: string): StreamFault => ({ reason: 'offline', detail, cause: 'unreachable' });
const tlsFailed = (detail: string): StreamFault => ({ reason: 'offline', detail, cause: 'tls_failed' });
const known: Readonly<Record<string, string>> = {
  ECONNREFUSED:
    'the connection was refused: no server listens at this address and port; check that the camera is on',
  ECONNRESET: 'the camera closed the connection',
  EPIPE: 'the camera closed the connection',
  ETIMEDOUT: 'the camera did not respond',
  EHOSTUNREACH: 'there is no route to the camera',
  ENETUNREACH: 'there is no route to the camera',
};

/**
 * Explains an error of a network connection.
 * @param code Node's error code
 * @param plain scheme of the same stream without encryption, which the message recommends
 */
export function explainConnection(code: string, plain: 'http' | 'rtsp'): StreamFault {
  const detail = known[code];
  if (detail !== undefined) return unreachable(detail);
  if (/CERT|SIGNED|SIGNATURE|ALTNAME|ISSUER/.test(code)) {
    return tlsFailed(
      `the camera's certificate is not trusted (${code}); give it a valid one or use ${plain}`,
    );
  }
  if (/^ERR_SSL|^EPROTO/.test(code))
    return tlsFailed(`the server at this address does not speak TLS; use ${plain}`);
  return unreachable(`the connection to the camera failed (${code})`);
}
