import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ListedAlertChannel } from '@vialog/contracts';
import { ApiError } from '../../api/call.ts';
import { channelsQuery } from '../../api/channels.ts';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import { Section } from '../../shell/section.tsx';
import styles from './alerts.module.css';
import { changeWithUndo } from '../../undo/change-with-undo.ts';
import { useChannelChanges } from './use-channel-changes.ts';

/** Where alerts are delivered, and what waits or was given up there. Without the permission to see channels it says who can. */
export function ChannelList() {
  const { t } = useWords();
  const { data: channels, error } = useQuery(channelsQuery);
  if (error instanceof ApiError && error.status === 403)
    return (
      <Section title={t('channels.title')}>
        <p className={form.hint}>{t('denied.channels')}</p>
      </Section>
    );
  return (
    <Section
      title={t('channels.title')}
      aside={
        <Link to="/alerts" search={{ channel: 'new' }}>
          {t('channels.add')}
        </Link>
      }
    >
      <Failure error={error} />
      {channels?.length === 0 && <p className={form.hint}>{t('channels.none')}</p>}
      <ul className={styles.rows}>
        {channels?.map((channel) => (
          <ChannelRow key={channel.channelId} channel={channel} />
        ))}
      </ul>
    </Section>
  );
}

function ChannelRow({ channel }: { channel: ListedAlertChannel }) {
  const { t } = useWords();
  const { changeChannel } = useChannelChanges();
  const { channelId, name, kind, isOn, createdBy } = channel;
  const switchChannel = (next: boolean) =>
    changeWithUndo(changeChannel, {
      change: { channelId, patch: { isOn: next } },
      undo: { channelId, patch: { isOn: !next } },
      text: t(next ? 'undo.channelOn' : 'undo.channelOff', { name }),
    });
  return (
    <li className={styles.alert}>
      <div className={styles.what}>
        <Checkbox
          checked={isOn}
          label={name}
          onChange={(event) => switchChannel(event.currentTarget.checked)}
        />
        <span className={styles.soft}>{t(`channels.kind.${kind}`)}</span>
        <span className={styles.line}>{receiverOf(channel)}</span>
      </div>
      <Waiting channel={channel} />
      <p className={styles.soft}>
        {!isOn && <span>{t('channels.off')}</span>}
        <span>{t('alerts.createdBy', { name: createdBy })}</span>
      </p>
      <div className={styles.actions}>
        <Link to="/alerts" search={{ channel: channelId }}>
          {t('channels.open', { name })}
        </Link>
      </div>
      <Failure error={changeChannel.error} />
    </li>
  );
}

/** The receiver in short; URLs of webhooks can contain secrets. */
function receiverOf(channel: ListedAlertChannel): string {
  switch (channel.kind) {
    case 'webhook':
      return new URL(channel.url).host;
    case 'email':
      return channel.to.join(', ');
    case 'mqtt':
      return `${channel.host}:${channel.port} ${channel.topicPrefix}`;
  }
}

function Waiting({ channel: { pending, deadLettered } }: { channel: ListedAlertChannel }) {
  const { t } = useWords();
  if (pending + deadLettered === 0) return null;
  return (
    <p className={styles.counts}>
      {pending > 0 && <span>{t('channels.pending', { count: pending })}</span>}
      {deadLettered > 0 && (
        <span className={styles.error}>{t('channels.deadLettered', { count: deadLettered })}</span>
      )}
    </p>
  );
}
