import { VialogError, type EmailChannel } from '@vialog/contracts';
import type { StoredChannel } from './alert-channel-store.port.ts';

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
 * The stored secrets of a channel for e-mail: its password, or none without a user name.
 * @throws {VialogError} VALIDATION_FAILED when the user name or the password is missing, or would not be encrypted
 */
export function passwordsOf(channel: EmailChannel, { password, before }: PasswordChange): readonly string[] {
  if (channel.username === undefined) {
    if (password !== undefined) throw invalid('username', 'expected a user name for the password');
    return [];
  }
  if (channel.security === 'none')
    throw invalid('security', 'expected tls or starttls: with none the password would not be encrypted');
  if (password !== undefined) return [password];
  if (!before) throw invalid('password', 'expected the password of the user name');
  if (before.secrets.length > 0 && isSameServer(before.channel, channel)) return before.secrets;
  throw invalid('password', 'expected the password again, because the server or the user name changes');
}

const isSameServer = (before: StoredChannel['channel'], after: EmailChannel): boolean =>
  before.kind === 'email' && decisive.every((name) => before[name] === after[name]);

const invalid = (path: string, message: string): VialogError =>
  new VialogError('VALIDATION_FAILED', `${path}: ${message}`, { details: [{ path, message }] });
