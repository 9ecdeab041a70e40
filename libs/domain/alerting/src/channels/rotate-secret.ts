import {
  dayMs,
  isoOf,
  VialogError,
  type RandomBytes,
  type SignedAlertChannel,
  type WebhookChannel,
} from '@vialog/contracts';
import type { AlertChannelPorts } from './alert-channel-ports.ts';

const secretBytes = 32;
/** Receivers have this time to take over the new secret, ms. */
const previousSecretMs = dayMs;

/** A secret of Standard Webhooks. */
export const newSecret = (random: RandomBytes): string =>
  `whsec_${Buffer.from(random(secretBytes)).toString('base64')}`;

/**
 * Replaces the secret of a channel. For 24 hours events are signed with the previous one, too. The new one is returned only here.
 * @throws {VialogError} CHANNEL_NOT_FOUND; VALIDATION_FAILED when the channel is no webhook
 */
export async function rotateSecret(
  { alertChannels, clock, random }: Pick<AlertChannelPorts, 'alertChannels' | 'clock' | 'random'>,
  channelId: string,
): Promise<SignedAlertChannel> {
  const secret = newSecret(random);
  for (;;) {
    const stored = await alertChannels.byId(channelId);
    if (!stored) throw new VialogError('CHANNEL_NOT_FOUND');
    if (stored.channel.kind !== 'webhook') throw noSecret(stored.channel.kind);
    const now = clock.now();
    const previousSecretUntilAt = isoOf(now + previousSecretMs);
    const after: WebhookChannel = { ...stored.channel, changedAt: isoOf(now), previousSecretUntilAt };
    const secrets = [secret, ...stored.secrets.slice(0, 1)];
    if (await alertChannels.replace(stored.channel, after, secrets)) return { ...after, secret };
  }
}

const noSecret = (kind: string): VialogError =>
  new VialogError(
    'VALIDATION_FAILED',
    `The channel has the kind ${kind}; expected webhook, the only kind with a secret of signatures.`,
  );
