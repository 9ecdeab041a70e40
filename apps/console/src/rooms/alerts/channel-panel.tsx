import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CreatedAlertChannel, SignedAlertChannel } from '@vialog/contracts';
import { channelsQuery } from '../../api/channels.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import { ChannelActions } from './channel-actions.tsx';
import { ChannelDeliveries } from './channel-deliveries.tsx';
import { ChannelForm } from './channel-form.tsx';
import { ChannelSecret } from './channel-secret.tsx';

/** A new channel, or the settings, actions and deliveries of one. A new secret is shown until the panel is left. */
export function ChannelPanel({ chosen }: { chosen: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { data: channels } = useQuery(channelsQuery);
  const [created, setCreated] = useState<CreatedAlertChannel>();
  const signed = signedOf(created, chosen);
  const channel = channels?.find((each) => each.channelId === chosen);
  if (!channel && chosen !== 'new') return null;
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

/** The shown channel, if its secret was made just now. */
const signedOf = (
  created: CreatedAlertChannel | undefined,
  chosen: string,
): SignedAlertChannel | undefined =>
  created?.kind === 'webhook' && created.channelId === chosen ? created : undefined;
