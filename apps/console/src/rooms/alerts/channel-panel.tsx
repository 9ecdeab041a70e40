import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CreatedAlertChannel, SignedAlertChannel } from '@vialog/contracts';
import { channelsQuery } from '../../api/channels.ts';
import { useWords } from '../../language/language.ts';
import { MissingNotice } from './missing-notice.tsx';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { ChannelActions } from './channel-actions.tsx';
import { ChannelDeliveries } from './channel-deliveries.tsx';
import { ChannelForm } from './channel-form.tsx';
import { ChannelSecret } from './channel-secret.tsx';

/** A new channel, or the settings, actions and deliveries of one. A new secret is shown until the panel is left. */
export function ChannelPanel({ chosen }: { chosen: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data: channels, error } = useQuery(channelsQuery);
  const [created, setCreated] = useState<CreatedAlertChannel>();
  const signed = signedOf(created, chosen);
  const channel = channels?.find((each) => each.channelId === chosen);
  if (!channel && chosen !== 'new') return <NoChannel error={error} isRead={channels !== undefined} />;
  const show = (next: CreatedAlertChannel) => {
    setCreated(next);
    void navigate({ to: '/alerts', search: { channel: next.channelId } });
  };
  return (
    <>
      <Section title={channel?.name ?? t('channels.new')}>
        {signed && <ChannelSecret key={signed.secret} channel={signed} />}
        <ChannelForm key={chosen} channel={channel} onCreated={show} />
        {channel && <ChannelActions key={`actions ${chosen}`} channel={channel} onSecret={show} />}
      </Section>
      {channel && <ChannelDeliveries key={`deliveries ${chosen}`} channel={channel} />}
    </>
  );
}

/** The channels are being read, cannot be read, or the one of the address is not among them. */
function NoChannel({ error, isRead }: { error: Error | null; isRead: boolean }) {
  if (isRead) return <MissingNotice what="channel" />;
  return error ? <ErrorNotice error={error} /> : <LoadingNotice />;
}

/** The shown channel, if its secret was made just now. */
const signedOf = (
  created: CreatedAlertChannel | undefined,
  chosen: string,
): SignedAlertChannel | undefined =>
  created?.kind === 'webhook' && created.channelId === chosen ? created : undefined;
