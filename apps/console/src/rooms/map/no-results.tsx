import { useQuery } from '@tanstack/react-query';
import type { EpisodesPage, Unmeasured } from '@vialog/contracts';
import { unmeasuredQuery } from '../../api/queries.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import { EmptyNotice } from '../../shell/notices.tsx';
import styles from './episodes.module.css';

/** Distinguishes no match, no measurement, no scheduled camera and an unknown name; lists what was not measured. */
export function NoResults({ q, page }: { q: string; page: EpisodesPage }) {
  const { expected, measured } = page.completeness;
  return (
    <>
      <Notice page={page} />
      {measured < expected && <NotMeasured q={q} />}
    </>
  );
}

function Notice({ page }: { page: EpisodesPage }) {
  const { t, tag } = useWords();
  const { expected, measured } = page.completeness;
  const numbers = { expected: wholeNumber(expected, tag), measured: wholeNumber(measured, tag) };
  if (expected === 0 && page.notes)
    return <EmptyNotice title={t('search.unknownName')}>{t('search.unknownNameHint')}</EmptyNotice>;
  if (expected === 0)
    return <EmptyNotice title={t('search.notScheduled')}>{t('search.notScheduledHint')}</EmptyNotice>;
  if (measured === 0)
    return (
      <EmptyNotice title={t('search.noMeasurement')}>{t('search.noMeasurementHint', numbers)}</EmptyNotice>
    );
  const hint = measured < expected ? 'search.noMatchPartlyHint' : 'search.noMatchHint';
  return <EmptyNotice title={t('search.noMatch')}>{t(hint, numbers)}</EmptyNotice>;
}

/** The cameras that were not measuring, and why. */
function NotMeasured({ q }: { q: string }) {
  const { t } = useWords();
  const { data } = useQuery(unmeasuredQuery(q));
  if (!data || data.total === 0) return null;
  const more = data.total - data.items.length;
  return (
    <section className={styles.missing}>
      <h3>{t('search.unmeasured', { count: data.total })}</h3>
      <ul>
        {data.items.map((item) => (
          <UnmeasuredItem key={item.cameraId} item={item} />
        ))}
      </ul>
      {more > 0 && <p>{t('search.unmeasuredMore', { count: more })}</p>}
    </section>
  );
}

function UnmeasuredItem({ item }: { item: Unmeasured }) {
  const { t, tag } = useWords();
  const reasons = Object.entries(item.reasons).sort((a, b) => b[1] - a[1]);
  return (
    <li>
      <b>{item.name}</b>
      <span>
        {t('search.unmeasuredOf', {
          missing: wholeNumber(item.missing, tag),
          expected: wholeNumber(item.expected, tag),
        })}{' '}
        ·{' '}
        {reasons.map(([reason, slots]) => `${t(`reason.${reason}`)} ${wholeNumber(slots, tag)}`).join(' · ')}
      </span>
    </li>
  );
}
