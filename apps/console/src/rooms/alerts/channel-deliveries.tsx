import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertDelivery, ListedAlertChannel } from '@vialog/contracts';
import { deliveriesQuery } from '../../api/channels.ts';
import { alertsQuery } from '../../api/queries.ts';
import { reportSchedulesQuery } from '../../api/report-schedules.ts';
import form from '../../forms/camera-form.module.css';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Failure } from '../../shell/failure.tsx';
import { Section } from '../../shell/section.tsx';
import styles from './alerts.module.css';
import { DeliveryFailureText } from './delivery-failure-text.tsx';
import { useChannelChanges } from './use-channel-changes.ts';

type State = AlertDelivery['state'];
const states: readonly State[] = ['pending', 'delivered', 'dead_lettered'];

/** What a channel delivered, what waits and what was given up. */
export function ChannelDeliveries({ channel }: { channel: ListedAlertChannel }) {
  const { t } = useWords();
  const [state, setState] = useState<State>();
  const { channelId, deadLettered } = channel;
  const { resend } = useChannelChanges();
  const found = useInfiniteQuery(deliveriesQuery(channelId, state));
  const deliveries = found.data?.pages.flatMap(({ items }) => items);
  return (
    <Section title={t('channels.deliveries')}>
      <div className={styles.noteForm}>
        <StateField state={state} onState={setState} />
        {deadLettered > 0 && (
          <Button
            size="sm"
            variant="default"
            loading={resend.isPending}
            onClick={() => resend.mutate({ channelId })}
          >
            {t('channels.resendAll')}
          </Button>
        )}
      </div>
      <p role="status" className={styles.counts}>
        {resend.data && t('channels.resent', { count: resend.data.resent })}
      </p>
      <Failure error={resend.error ?? found.error} />
      {deliveries?.length === 0 && <p className={form.hint}>{t('channels.noDeliveries')}</p>}
      <ul className={styles.rows}>
        {deliveries?.map((delivery) => (
          <DeliveryRow
            key={delivery.eventId}
            delivery={delivery}
            onResend={() => resend.mutate({ channelId, eventId: delivery.eventId })}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          size="sm"
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('channels.more')}
        </Button>
      )}
    </Section>
  );
}

function StateField({
  state,
  onState,
}: {
  state: State | undefined;
  onState: (state: State | undefined) => void;
}) {
  const { t } = useWords();
  return (
    <NativeSelect
      size="sm"
      label={t('channels.shown')}
      data={[
        { value: '', label: t('channels.all') },
        ...states.map((value) => ({ value, label: t(`channels.state.${value}`) })),
      ]}
      value={state ?? ''}
      onChange={(event) => onState(states.find((each) => each === event.currentTarget.value))}
    />
  );
}

function DeliveryRow({ delivery, onResend }: { delivery: AlertDelivery; onResend: () => void }) {
  const { t } = useWords();
  const { state, failure } = delivery;
  return (
    <li className={styles.alert} data-state={state}>
      <div className={styles.what}>
        <span className={styles.state}>{t(`channels.state.${state}`)}</span>
        <DeliveryName delivery={delivery} />
      </div>
      <DeliveryTimes delivery={delivery} />
      {failure && <DeliveryFailureText failure={failure} />}
      {state === 'dead_lettered' && (
        <div className={styles.actions}>
          <Button size="xs" variant="default" onClick={onResend}>
            {t('channels.resend')}
          </Button>
        </div>
      )}
    </li>
  );
}

const events = ['raised', 'acknowledged', 'closed', 'written', 'failed'] as const;

/** The rule of the alert where the alert is among the newest ones, or the schedule of the report, else the id of the event. */
function DeliveryName({ delivery: { type, alertId, runId, eventId } }: { delivery: AlertDelivery }) {
  const { t } = useWords();
  const { data: alerts } = useQuery(alertsQuery);
  const { data: schedules } = useQuery({ ...reportSchedulesQuery, enabled: runId !== undefined });
  const alert = alerts?.find((each) => each.alertId === alertId);
  const schedule = schedules?.find(({ scheduleId }) => runId?.startsWith(`${scheduleId}-`));
  const event = events.find((each) => type.endsWith(`.${each}`));
  return (
    <>
      <b>{alert?.ruleName ?? schedule?.name ?? eventId}</b>
      <span>{event ? t(`channels.event.${event}`) : type}</span>
    </>
  );
}

function DeliveryTimes({ delivery }: { delivery: AlertDelivery }) {
  const { t, tag } = useWords();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const time = (at: string) => fullTime(Date.parse(at), { language: tag, timeZone });
  const { queuedAt, attempts, attemptedAt, nextAttemptAt } = delivery;
  return (
    <p className={styles.soft}>
      <span>{t('channels.queued', { time: time(queuedAt) })}</span>
      {attemptedAt !== undefined && (
        <span>{t('channels.attempts', { count: attempts, time: time(attemptedAt) })}</span>
      )}
      {nextAttemptAt !== undefined && <span>{t('channels.next', { time: time(nextAttemptAt) })}</span>}
    </p>
  );
}
