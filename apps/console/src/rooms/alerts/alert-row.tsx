import { Button, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import type { Alert } from '@vialog/contracts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './alerts.module.css';
import { Failure } from '../../shell/failure.tsx';
import { PlaceName } from './place-name.tsx';
import { useAlertChanges } from './use-alert-changes.ts';

/** One alert: what, where, since when, and what operators did about it. */
export function AlertRow({ alert }: { alert: Alert }) {
  const { t } = useWords();
  const { changeAlert } = useAlertChanges();
  const [isNoting, setNoting] = useState(false);
  const { alertId, state, ruleName, q, place, muted, note, notedBy } = alert;
  const acknowledge = () => changeAlert.mutate({ alertId, patch: { acknowledged: true } });
  return (
    <li className={styles.alert} data-state={state}>
      <div className={styles.what}>
        <span className={styles.state}>{t(`alerts.state.${state}`)}</span>
        <b>{ruleName}</b>
        <PlaceName place={place} />
        {muted && <span className={styles.soft}>{t('alerts.muted')}</span>}
      </div>
      <p className={styles.soft}>
        <AlertTimes alert={alert} />
        <code className={styles.line}>{q}</code>
      </p>
      {note !== undefined && <p>{t('alerts.noteBy', { note, name: notedBy })}</p>}
      <div className={styles.actions}>
        {state === 'open' && (
          <Button size="xs" loading={changeAlert.isPending} onClick={acknowledge}>
            {t('alerts.acknowledge')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setNoting(!isNoting)} aria-expanded={isNoting}>
          {t('alerts.note')}
        </Button>
      </div>
      {isNoting && <NoteForm alert={alert} onSaved={() => setNoting(false)} />}
      <Failure error={changeAlert.error} />
    </li>
  );
}

function AlertTimes({ alert }: { alert: Alert }) {
  const { t, tag } = useWords();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const time = (at: string) => fullTime(Date.parse(at), { language: tag, timeZone });
  const { sinceAt, closedAt, closeReason, acknowledgedBy, acknowledgedAt } = alert;
  return (
    <>
      <span>{t('alerts.since', { time: time(sinceAt) })}</span>
      {acknowledgedAt !== undefined && (
        <span>{t('alerts.acknowledgedBy', { name: acknowledgedBy, time: time(acknowledgedAt) })}</span>
      )}
      {closedAt !== undefined && closeReason && (
        <span>{t(`alerts.ended.${closeReason}`, { time: time(closedAt) })}</span>
      )}
    </>
  );
}

function NoteForm({ alert, onSaved }: { alert: Alert; onSaved: () => void }) {
  const { t } = useWords();
  const [note, setNote] = useState(alert.note ?? '');
  const { changeAlert } = useAlertChanges();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    changeAlert.mutate({ alertId: alert.alertId, patch: { note } }, { onSuccess: onSaved });
  };
  return (
    <form className={styles.noteForm} onSubmit={submit}>
      <TextInput
        size="sm"
        className={styles.grow}
        data-autofocus
        label={t('alerts.note')}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={changeAlert.isPending}>
        {t('alerts.saveNote')}
      </Button>
      <Failure error={changeAlert.error} />
    </form>
  );
}
