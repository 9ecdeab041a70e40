import { connectionFailure, deliveryFailed, type DeliveryOutcome } from '@vialog/alerting';

/** What errors of the library have: the return code of CONNACK (MQTT 3.1.1, 3.2.2.3), or a code of Node.js or OpenSSL. */
interface MqttError {
  readonly code?: number | string;
}

/** The broker closed the connection before it responded. */
export const closedConnection = Object.assign(new Error('the broker closed the connection'), {
  code: 'closed',
});

/** Return codes of CONNACK that reject a connection. */
const rejections: ReadonlyMap<number | string, DeliveryOutcome> = new Map([
  [1, deliveryFailed('invalid_response', 'The broker does not accept MQTT 3.1.1.', 1)],
  [2, deliveryFailed('status', 'The broker does not accept the client id.', 2)],
  [3, deliveryFailed('status', 'The broker is not available.', 3)],
  ...[4, 5].map(
    (code) =>
      [
        code,
        deliveryFailed(
          'authentication',
          'The broker does not accept the user name and password. Enter them again.',
          code,
        ),
      ] as const,
  ),
]);

/** Why a connection or a message was not accepted. */
export function judgeMqttError(error: unknown): DeliveryOutcome {
  const { code = 'unknown' } = error as MqttError;
  const rejection = rejections.get(code);
  if (rejection) return rejection;
  if (code === 'unknown' || typeof code === 'number')
    return deliveryFailed('invalid_response', 'The response is not MQTT. Check host, port and security.');
  if (/^(EPROTO|ERR_SSL_)/.test(code))
    return deliveryFailed(
      'encryption_unavailable',
      `The broker does not offer TLS at this port (${code}). Usually 8883 has tls and 1883 none.`,
    );
  return connectionFailure(code);
}
