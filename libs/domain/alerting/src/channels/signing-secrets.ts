import { epochOf } from '@vialog/contracts';
import type { StoredChannel } from './alert-channel-store.port.ts';

/**
 * The secrets that sign events now, the newest first.
 * @param now epoch ms
 */
export function signingSecrets({ channel, secrets }: StoredChannel, now: number): readonly string[] {
  const previousSecretUntilAt = channel.kind === 'webhook' ? channel.previousSecretUntilAt : undefined;
  const hasPrevious = previousSecretUntilAt !== undefined && now < epochOf(previousSecretUntilAt);
  return hasPrevious ? secrets : secrets.slice(0, 1);
}
