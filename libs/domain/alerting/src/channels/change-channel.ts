import { isoOf, VialogError, type AlertChannel, type AlertChannelPatch } from '@vialog/contracts';
import type { AlertChannelPorts } from './alert-channel-ports.ts';

/**
 * Changes a channel. Deliveries that wait are tried again at once. A patch is applied again if another one was stored meanwhile,
 * so that neither is lost.
 * @throws {VialogError} CHANNEL_NOT_FOUND
 */
export async function changeChannel(
  { alertChannels, clock }: Pick<AlertChannelPorts, 'alertChannels' | 'clock'>,
  channelId: string,
  patch: AlertChannelPatch,
): Promise<AlertChannel> {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  for (;;) {
    const before = (await alertChannels.byId(channelId))?.channel;
    if (!before) throw new VialogError('CHANNEL_NOT_FOUND');
    const after: AlertChannel = { ...before, ...given, changedAt: isoOf(clock.now()) };
    if (await alertChannels.replace(before, after)) return after;
  }
}
