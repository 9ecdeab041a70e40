import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ChannelTestResponse, CreatedAlertChannel, ListedAlertChannel } from '@vialog/contracts';
import { serverNow } from '../../api/call.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import styles from './alerts.module.css';
import { DeliveryFailureText } from './delivery-failure-text.tsx';
import { useChannelChanges } from './use-channel-changes.ts';

interface ChannelActionsProps {
  readonly channel: ListedAlertChannel;
  readonly onSecret: (channel: CreatedAlertChannel) => void;
}

/** Test delivery, new secret and removal of a channel. */
export function ChannelActions({ channel, onSecret }: ChannelActionsProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { testChannel, rotateSecret, deleteChannel } = useChannelChanges();
  const { channelId, name } = channel;
  const rotate = () => {
    if (globalThis.confirm(t('channels.confirmRotate', { name })))
      rotateSecret.mutate(channelId, { onSuccess: onSecret });
  };
  const remove = () => {
    if (globalThis.confirm(t('channels.confirmDelete', { name })))
      deleteChannel.mutate(channelId, { onSuccess: () => void navigate({ to: '/alerts', search: {} }) });
  };
  return (
    <div className={styles.channelActions}>
      <div className={styles.actions}>
        <Button
          size="xs"
          variant="default"
          loading={testChannel.isPending}
          onClick={() => testChannel.mutate(channelId)}
        >
          {t('channels.test')}
        </Button>
        {channel.kind === 'webhook' && (
          <Button size="xs" variant="default" loading={rotateSecret.isPending} onClick={rotate}>
            {t('channels.rotate')}
          </Button>
        )}
        <Button size="xs" variant="default" loading={deleteChannel.isPending} onClick={remove}>
          {t('channels.delete', { name })}
        </Button>
      </div>
      <div role="status">{testChannel.data && <TestResult result={testChannel.data} />}</div>
      <PreviousSecret channel={channel} />
      <Failure error={testChannel.error ?? rotateSecret.error ?? deleteChannel.error} />
    </div>
  );
}

function TestResult({ result: { failure } }: { result: ChannelTestResponse }) {
  const { t } = useWords();
  return failure ? <DeliveryFailureText failure={failure} /> : <p>{t('channels.testDelivered')}</p>;
}

function PreviousSecret({ channel }: { channel: ListedAlertChannel }) {
  const { t, tag } = useWords();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const until = Date.parse((channel.kind === 'webhook' && channel.previousSecretUntilAt) || '');
  if (!(until > serverNow())) return null;
  return (
    <p className={styles.soft}>
      {t('channels.previousUntil', { time: fullTime(until, { language: tag, timeZone }) })}
    </p>
  );
}
