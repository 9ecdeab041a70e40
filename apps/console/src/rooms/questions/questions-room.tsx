import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { AnalyticsList } from '@vialog/contracts';
import { analyticsQuery } from '../../api/analytics.ts';
import { DemoHistoryNotice } from '../../demo/demo-history-notice.tsx';
import form from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Section } from '../../shell/section.tsx';
import styles from './questions.module.css';
import { ServerText } from '../../shell/server-text.tsx';

/** The catalogue of questions with a search. */
export function QuestionsRoom() {
  const { t } = useWords();
  const { q = '' } = useSearch({ from: '/questions' });
  const navigate = useNavigate({ from: '/questions' });
  const list = useQuery(analyticsQuery(q));
  usePageTitle(t('questions.title'));
  return (
    <div className={form.room}>
      <h1 className={form.title}>{t('questions.title')}</h1>
      <p className={form.lead}>{t('questions.lead')}</p>
      <DemoHistoryNotice />
      <TextInput
        className={styles.search}
        type="search"
        label={t('questions.search')}
        placeholder={t('questions.searchHint')}
        value={q}
        maxLength={200}
        onChange={({ currentTarget: { value } }) =>
          void navigate({ search: { q: value || undefined }, replace: true })
        }
      />
      {list.isPending && <LoadingNotice />}
      {list.error && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && <Questions {...list.data} />}
    </div>
  );
}

function Questions({ items, rejected }: AnalyticsList) {
  const { t, language } = useWords();
  return (
    <>
      <p className={styles.count} role="status">
        {t('questions.shown', { count: items.length })}
      </p>
      {items.length === 0 && <EmptyNotice title={t('questions.noMatch')} />}
      <ul className={styles.list}>
        {items.map(({ id, question, about, origin, measure, period }) => (
          <li key={id}>
            <Link
              to="/questions/$analyticId"
              params={{ analyticId: id }}
              className={styles.question}
              data-list-row
            >
              <b>{question[language]}</b>
              {about && <span className={styles.about}>{about[language]}</span>}
              <span className={styles.facts}>
                {t(`trends.measures.${measure}`)} · {periodText(period, t)}
                {origin === 'own' && ` · ${t('questions.own')}`}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {rejected.length > 0 && <Faults rejected={rejected} />}
    </>
  );
}

/** `13 weeks` in the language. */
function periodText(period: string, t: ReturnType<typeof useWords>['t']): string {
  const [count = '1', unit = ''] = period.split(' ');
  return t(unit.startsWith('week') ? 'questions.weeks' : 'questions.days', { count: Number(count) });
}

function Faults({ rejected }: Pick<AnalyticsList, 'rejected'>) {
  const { t } = useWords();
  return (
    <Section title={t('questions.faults')}>
      <p className={styles.about}>{t('questions.faultsHint')}</p>
      <ul className={styles.faults}>
        {rejected.map(({ file, line, message }) => (
          <li key={`${file} ${line} ${message}`}>
            <code>
              {file}:{line}
            </code>{' '}
            <ServerText of={message} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
