import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { SetCount, SetCountInput, Site, SiteBalance } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { setCountsQuery, siteBalanceQuery } from '../../api/queries.ts';
import { NumberField } from '../../forms/number-field.tsx';
import { isImpossible, parseNumber } from '../../forms/number-text.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import { ErrorNotice } from '../../shell/notices.tsx';
import { Section } from '../../shell/section.tsx';
import { BalanceNotes } from './balance-notes.tsx';
import styles from './site-balance.module.css';

/** The estimated number of vehicles in a site whose gates have lines; nothing for other sites. */
export function SiteBalanceSection({ site }: { site: Site }) {
  const { t } = useWords();
  const { data: balance, error, refetch } = useQuery(siteBalanceQuery(site.siteId));
  if (!balance) return error && <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (balance.kind === 'no_gate_lines') return null;
  return (
    <Section title={t('balance.title')}>
      <div className={styles.balance}>
        <Estimate balance={balance} />
        <BalanceNotes balance={balance} timeZone={site.timeZone} />
        <SetCountForm site={site} />
        <SetCounts site={site} />
      </div>
    </Section>
  );
}

function Estimate({ balance }: { balance: SiteBalance }) {
  const { t, tag } = useWords();
  const { estimate, plusMinus, capacity, kind } = balance;
  if (estimate === null)
    return (
      <p className={styles.unknown}>
        {t(kind === 'no_set_count' ? 'balance.noSetCount' : 'balance.unknown')}
      </p>
    );
  return (
    <p className={styles.estimate}>
      <b>≈ {wholeNumber(estimate, tag)}</b>
      {plusMinus !== null && plusMinus > 0 && <span> ± {wholeNumber(plusMinus, tag)}</span>}
      {capacity !== undefined && (
        <span className={styles.capacity}>
          {t('balance.ofCapacity', { count: capacity, spaces: wholeNumber(capacity, tag) })}
        </span>
      )}
      <span className={styles.tag}>{t('balance.estimated')}</span>
    </p>
  );
}

const countRange = [0, 100_000] as const;

/** A person counted the vehicles: the estimate starts again from this number. */
function SetCountForm({ site }: { site: Site }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const save = useSetCount(site.siteId, () => {
    setText('');
    setNote('');
  });
  const number = parseNumber(text);
  const isWhole = number === undefined || Number.isInteger(number);
  const count = isImpossible(text, countRange) || !isWhole ? undefined : number;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (count !== undefined) save.mutate({ count, note });
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <NumberField
        size="sm"
        label={t('balance.count')}
        text={text}
        range={countRange}
        hint={t('balance.countHint')}
        error={isWhole ? undefined : t('balance.countHint')}
        onText={setText}
      />
      <TextInput
        size="sm"
        label={t('balance.note')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" loading={save.isPending} disabled={count === undefined}>
        {t('balance.set')}
      </Button>
      {save.error && (
        <div className={styles.error} role="alert">
          <ErrorMessage text={errorText(save.error, t)} serverText={serverSentences(save.error)[0]} />
        </div>
      )}
      {save.isSuccess && text === '' && (
        <p className={styles.saved} role="status">
          {t('balance.saved')}
        </p>
      )}
    </form>
  );
}

function useSetCount(siteId: string, onSaved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: SetCountInput) => call<SetCount>('POST', `/v1/sites/${siteId}/set-counts`, input),
    onSuccess: () => {
      onSaved();
      void queries.invalidateQueries({ queryKey: ['site balance', siteId] });
      void queries.invalidateQueries({ queryKey: ['set counts', siteId] });
    },
  });
}

/** The newest set counts with the drift that each one found. */
function SetCounts({ site }: { site: Site }) {
  const { t, tag } = useWords();
  const counts = useQuery(setCountsQuery(site.siteId)).data?.items ?? [];
  if (counts.length === 0) return null;
  const time = (at: string) => fullTime(Date.parse(at), { language: tag, timeZone: site.timeZone });
  const difference = new Intl.NumberFormat(tag, { signDisplay: 'exceptZero' });
  return (
    <details className={styles.history}>
      <summary>{t('balance.history', { count: counts.length })}</summary>
      <ol>
        {counts.map(({ setCountId, count, countedAt, setBy, note, drift }) => (
          <li key={setCountId}>
            {t('balance.entry', { count: wholeNumber(count, tag), time: time(countedAt), name: setBy })}
            {drift && (
              <span>
                {t('balance.drift', {
                  count: drift.crossings,
                  difference: difference.format(drift.difference),
                  crossings: wholeNumber(drift.crossings, tag),
                })}
              </span>
            )}
            {note !== '' && <span>{note}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
