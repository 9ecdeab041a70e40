import {
  isoOf,
  maxAlertChannels,
  VialogError,
  type AlertChannel,
  type AlertChannelInput,
  type CreatedAlertChannel,
} from '@vialog/contracts';
import { newId } from '@vialog/registry';
import type { AlertChannelPorts } from './alert-channel-ports.ts';
import { newSecret } from './rotate-secret.ts';

/**
 * Creates a channel for the changes of alerts from now on. Its secret is returned only here.
 * @throws {VialogError} VALIDATION_FAILED when there are too many channels
 */
export async function createChannel(
  { alertChannels, alerts, clock, random }: Omit<AlertChannelPorts, 'webhooks'>,
  { input, createdBy }: { readonly input: AlertChannelInput; readonly createdBy: string },
): Promise<CreatedAlertChannel> {
  if ((await alertChannels.list()).length >= maxAlertChannels)
    throw new VialogError(
      'VALIDATION_FAILED',
      `There are ${maxAlertChannels} channels already; expected fewer. Delete some that are not used.`,
    );
  const now = isoOf(clock.now());
  const channelId = newId(random);
  const channel: AlertChannel = {
    channelId,
    kind: 'webhook',
    ...input,
    createdBy,
    createdAt: now,
    changedAt: now,
  };
  const secret = newSecret(random);
  await alertChannels.add({ channel, secrets: [secret], position: await alerts.newestSequence() });
  return { ...channel, secret };
}
