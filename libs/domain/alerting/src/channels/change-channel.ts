import { isoOf, VialogError, type AlertChannel, type AlertChannelPatch } from '@vialog/contracts';
import type { AlertChannelPorts } from './alert-channel-ports.ts';

/**
 * Changes a channel. Deliveries that wait are tried again at once.
 * @throws {VialogError} CHANNEL_NOT_FOUND
 */
export async function changeChannel(
  { alertChannels, clock }: Pick<AlertChannelPorts, 'alertChannels' | 'clock'>,
  channelId: string,
  patch: AlertChannelPatch,
): Promise<AlertChannel> {
  const stored = await alertChannels.byId(channelId);
  if (!stored) throw new VialogError('CHANNEL_NOT_FOUND');
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const changed: AlertChannel = { ...stored.channel, ...given, changedAt: isoOf(clock.now()) };
  if (!(await alertChannels.replace(changed))) throw new VialogError('CHANNEL_NOT_FOUND');
  return changed;
}
