import { useMutation, useQueryClient } from '@tanstack/react-query';
import type {
  AlertChannel,
  AlertChannelInput,
  AlertChannelPatch,
  ChannelTestResponse,
  CreatedAlertChannel,
  DeliveryResendResponse,
  SignedAlertChannel,
} from '@vialog/contracts';
import { call } from '../../api/call.ts';

/** Changes channels and their deliveries; both are read again after each change. */
export function useChannelChanges() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['alerts'] });
  const createChannel = useMutation({
    mutationFn: (channel: AlertChannelInput) =>
      call<CreatedAlertChannel>('POST', '/v1/alert-channels', channel),
    onSettled,
  });
  const changeChannel = useMutation({
    mutationFn: ({ channelId, patch }: { channelId: string; patch: AlertChannelPatch }) =>
      call<AlertChannel>('PATCH', `/v1/alert-channels/${channelId}`, patch),
    onSettled,
  });
  const deleteChannel = useMutation({
    mutationFn: (channelId: string) => call('DELETE', `/v1/alert-channels/${channelId}`),
    onSettled,
  });
  const testChannel = useMutation({
    mutationFn: (channelId: string) =>
      call<ChannelTestResponse>('POST', `/v1/alert-channels/${channelId}/tests`),
  });
  const rotateSecret = useMutation({
    mutationFn: (channelId: string) =>
      call<SignedAlertChannel>('POST', `/v1/alert-channels/${channelId}/secrets`),
    onSettled,
  });
  const resend = useMutation({
    mutationFn: ({ channelId, eventId }: { channelId: string; eventId?: string }) =>
      call<DeliveryResendResponse>('POST', `/v1/alert-channels/${channelId}/resends`, { eventId }),
    onSettled,
  });
  return { createChannel, changeChannel, deleteChannel, testChannel, rotateSecret, resend };
}
