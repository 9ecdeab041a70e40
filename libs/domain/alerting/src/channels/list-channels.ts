import type { AlertChannelsResponse } from '@vialog/contracts';
import type { AlertChannelStore } from './alert-channel-store.port.ts';

/** All channels without their secrets, with what waits in them. */
export async function listChannels(
  alertChannels: Pick<AlertChannelStore, 'list' | 'counts'>,
): Promise<AlertChannelsResponse> {
  const [channels, counts] = await Promise.all([alertChannels.list(), alertChannels.counts()]);
  return {
    items: channels.map(({ channel }) => ({
      ...channel,
      ...(counts.get(channel.channelId) ?? { pending: 0, deadLettered: 0 }),
    })),
  };
}
