import type { Completeness } from '@vialog/contracts';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { ageText } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import results from './results.module.css';

const behindMs = 30_000;

/** How much of what was asked for was measured at all, and why the rest was not. */
export function CompletenessView({ completeness }: { completeness: Completeness }) {
  const { t, tag } = useWords();
  const { expected, measured, coverage, reasons, pending } = completeness;
  if (expected === 0) return null;
  const why = Object.entries(reasons).sort((a, b) => b[1] - a[1]); // prettier-ignore
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
      {(why.length > 0 || pending > 0) && (
        <p className={results.reasons}>
          {why.map(([reason, slots]) => (
            <span key={reason}>
              {t(`reason.${reason}`)} {wholeNumber(slots, tag)}
            </span>
          ))}
          {pending > 0 && <span>{t('coverage.pending', { slots: wholeNumber(pending, tag) })}</span>}
        </p>
      )}
      {completeness.behindMs > behindMs && (
        <p className={results.behind}>{t('coverage.behind', { age: ageText(completeness.behindMs, tag) })}</p>
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
