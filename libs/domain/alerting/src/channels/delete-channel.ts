import { VialogError } from '@vialog/contracts';
import type { AlertChannelStore } from './alert-channel-store.port.ts';

/**
 * Deletes a channel with its deliveries; those that wait are not sent.
 * @throws {VialogError} CHANNEL_NOT_FOUND
 */
export async function deleteChannel(
  alertChannels: Pick<AlertChannelStore, 'remove'>,
  channelId: string,
): Promise<void> {
  if (!(await alertChannels.remove(channelId))) throw new VialogError('CHANNEL_NOT_FOUND');
}
