import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { AttentionFinding } from '@vialog/contracts';
import { ageText, fullTime } from '../../format/times.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { readModelsSearch } from '../../models/models-search.ts';
import { FindingExamples } from './finding-examples.tsx';
import { findingAction, findingValues } from './finding-values.ts';
import styles from './overview.module.css';
import { severityShapes } from './severity.ts';

/** One finding: what, since when, what it means, what to do, and a link to the room where it is done. */
export function FindingRow({ finding }: { finding: AttentionFinding }) {
  const { t, tag } = useWords();
  const id = useId();
  const { code, severity, sinceAt, examples, count } = finding;
  const values = findingValues(finding, { t, tag });
  const more = count - examples.length;
  return (
    <li>
      <article
        className={styles.finding}
        data-severity={severity}
        data-list-row
        tabIndex={-1}
        aria-labelledby={id}
      >
        <p className={styles.severity}>
          <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">
            <path d={severityShapes[severity]} fill="currentColor" fillRule="evenodd" />
          </svg>
          {t(`overview.severity.${severity}`)}
        </p>
        <div className={styles.body}>
          <h2 id={id} className={styles.title}>
            {t(`overview.title_of.${code}`, values)}
          </h2>
          <Since at={sinceAt} />
          <dl className={styles.advice}>
            <dt>{t('overview.meaning')}</dt>
            <dd>{t(`overview.meaning_of.${code}`, values)}</dd>
            <dt>{t('overview.action')}</dt>
            <dd>{findingAction(finding, t)}</dd>
          </dl>
          <FindingExamples finding={finding} />
          <p className={styles.more}>
            {examples.length > 0 && more > 0 && (
              <span>{t('overview.more', { count: more, number: wholeNumber(more, tag) })}</span>
            )}
            <RoomLink finding={finding} />
          </p>
        </div>
      </article>
    </li>
  );
}

function Since({ at }: { at: string }) {
  const { t, tag } = useWords();
  const now = useNow();
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const since = Date.parse(at);
  const time = fullTime(since, { language: tag, timeZone });
  return (
    <p className={styles.soft}>
      <time dateTime={at}>{t('overview.since', { time, age: ageText(Math.max(0, now - since), t) })}</time>
    </p>
  );
}

function RoomLink({ finding }: { finding: AttentionFinding }) {
  const { t } = useWords();
  const { kind, code, params, examples } = finding;
  if (code === 'not_checked') return null;
  if (params['channelId'] !== undefined)
    return (
      <Link to="/alerts" search={{ channel: String(params['channelId']) }}>
        {t('overview.open.channel')}
      </Link>
    );
  switch (kind) {
    case 'alert': {
      const rule = code === 'rule_not_evaluated' ? String(params['ruleId']) : undefined;
      return (
        <Link to="/alerts" search={{ rule }}>
          {t('overview.open.alert')}
        </Link>
      );
    }
    case 'place':
      return (
        <Link to="/trends" search={{ of: examples.flatMap(({ siteId }) => siteId ?? []).join(',') }}>
          {t('overview.open.place')}
        </Link>
      );
    case 'camera':
      return (
        <Link to="/" search={{ state: String(params['state']) }}>
          {t('overview.open.camera')}
        </Link>
      );
    case 'coverage':
      return (
        <Link to="/" search={{ sort: 'health' }}>
          {t('overview.open.coverage')}
        </Link>
      );
    case 'model':
      return <ModelLink params={params} />;
    default:
      return null;
  }
}

function ModelLink({ params }: Pick<AttentionFinding, 'params'>) {
  const { t } = useWords();
  const search = readModelsSearch({ scope: params['scopeKind'], id: params['scopeId'] });
  return (
    <Link to="/models" search={search} hash="history">
      {t('overview.open.model')}
    </Link>
  );
}
