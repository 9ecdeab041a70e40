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
import { passwordsOf } from './channel-password.ts';
import { newSecret } from './rotate-secret.ts';

interface Creation {
  readonly input: AlertChannelInput;
  readonly createdBy: string;
}

/**
 * Creates a channel for the changes of alerts from now on. The secret of a webhook is returned only here.
 * @throws {VialogError} VALIDATION_FAILED when there are too many channels, or a user name or a password is missing
 */
export async function createChannel(
  ports: Omit<AlertChannelPorts, 'channelSenders'>,
  creation: Creation,
): Promise<CreatedAlertChannel> {
  const { alertChannels, alerts, random } = ports;
  if ((await alertChannels.list()).length >= maxAlertChannels)
    throw new VialogError(
      'VALIDATION_FAILED',
      `There are ${maxAlertChannels} channels already; expected fewer. Delete some that are not used.`,
    );
  const { channel, password } = newChannel(ports, creation);
  const position = await alerts.newestSequence();
  if (channel.kind === 'webhook') {
    const secret = newSecret(random);
    await alertChannels.add({ channel, secrets: [secret], position });
    return { ...channel, secret };
  }
  await alertChannels.add({ channel, secrets: passwordsOf(channel, { password }), position });
  return channel;
}

function newChannel(
  { clock, random }: Pick<AlertChannelPorts, 'clock' | 'random'>,
  { input, createdBy }: Creation,
): { readonly channel: AlertChannel; readonly password?: string | undefined } {
  const now = isoOf(clock.now());
  const facts = { channelId: newId(random), createdBy, createdAt: now, changedAt: now };
  if (input.kind === 'webhook') return { channel: { ...input, ...facts } };
  const { password, ...settings } = input;
  return { channel: { ...settings, ...facts }, password };
}
