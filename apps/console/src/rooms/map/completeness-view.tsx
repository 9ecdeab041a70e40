import type { Completeness } from '@vialog/contracts';
import { serverNow } from '../../api/call.ts';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { ageText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { isDelayed } from './is-delayed.ts';
import results from './results.module.css';

/** Coverage of the search: how much was measured, and the reasons for gaps. */
export function CompletenessView({ completeness, to }: { completeness: Completeness; to: string }) {
  const { t, tag } = useWords();
  const { expected, measured, coverage, reasons, pending } = completeness;
  if (expected === 0) return null;
  const sortedReasons = Object.entries(reasons).sort((a, b) => b[1] - a[1]);
  return (
    <div className={results.completeness}>
      <CoverageBar ratio={coverage ?? 0} />
      <p>
        {t('coverage.measured', {
          percent: percent(coverage ?? 0, tag),
          measured: wholeNumber(measured, tag),
          expected: wholeNumber(expected, tag),
        })}
      </p>
      {(sortedReasons.length > 0 || pending > 0) && (
        <p className={results.reasons}>
          {sortedReasons.map(([reason, slots]) => (
            <span key={reason}>
              {t(`reason.${reason}`)} {wholeNumber(slots, tag)}
            </span>
          ))}
          {pending > 0 && <span>{t('coverage.pending', { slots: wholeNumber(pending, tag) })}</span>}
        </p>
      )}
      {isDelayed(completeness, Date.parse(to), serverNow()) && (
        <p className={results.delayed}>{t('coverage.latest', { age: ageText(completeness.behindMs, t) })}</p>
      )}
    </div>
  );
}

export function CoverageBar({ ratio }: { ratio: number }) {
  return (
    <svg className={results.bar} viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="5" fill="var(--hatch)" />
      <rect width={ratio * 100} height="5" fill="var(--ratio)" />
    </svg>
  );
}
