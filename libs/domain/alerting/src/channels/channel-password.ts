import type { EmailChannel, MqttChannel } from '@vialog/contracts';
import type { StoredChannel } from './alert-channel-store.port.ts';
import { invalidField } from './invalid-field.ts';

interface PasswordChange {
  /** The password of the request. */
  readonly password: string | undefined;
  /** The channel as it is stored; absent for a new one. */
  readonly before?: StoredChannel | undefined;
}

/** Settings that decide who gets the password. A change of them requires the password again, so that
 * another server does not get it. */
const decisive = ['host', 'port', 'security', 'username'] as const;

/**
 * The stored secrets of a channel with a user name: its password, or none without one. Brokers inside a building often have no
 * TLS, so that MQTT accepts a password that is not encrypted; mail servers are elsewhere.
 * @throws {VialogError} VALIDATION_FAILED when the user name or the password is missing, or would not be encrypted
 */
export function passwordsOf(
  channel: EmailChannel | MqttChannel,
  { password, before }: PasswordChange,
): readonly string[] {
  if (channel.username === undefined) {
    if (password !== undefined) throw invalidField('username', 'expected a user name for the password');
    return [];
  }
  if (channel.kind === 'email' && channel.security === 'none')
    throw invalidField('security', 'expected tls or starttls: with none the password would not be encrypted');
  if (password !== undefined) return [password];
  if (!before) throw invalidField('password', 'expected the password of the user name');
  if (before.secrets.length > 0 && isSameServer(before.channel, channel)) return before.secrets;
  throw invalidField('password', 'expected the password again, because the server or the user name changes');
}

const isSameServer = (before: StoredChannel['channel'], after: EmailChannel | MqttChannel): boolean =>
  before.kind !== 'webhook' && decisive.every((name) => before[name] === after[name]);
