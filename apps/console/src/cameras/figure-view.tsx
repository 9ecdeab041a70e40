import { useWords } from '../language/language.ts';
import { percent, wholeNumber } from '../format/numbers.ts';
import { ageText } from '../format/times.ts';
import type { Figure } from './camera-figure.ts';
import { crossingsText, type SlotCrossings } from './crossings.ts';
import styles from './figure-view.module.css';

/** The value of a figure with its unit, gap reason and age. */
export function FigureView({ figure }: { figure: Figure }) {
  const { t } = useWords();
  return (
    <span className={styles.figure} data-freshness={figure.freshness}>
      <span className={styles.number}>
        <FigureNumber figure={figure} />
      </span>
      <span className={styles.age}>
        {figure.gap && <span className={styles.gap}>{t(`reason.${figure.gap}`)}</span>}
        {figure.ageMs !== undefined && <span>{ageText(figure.ageMs, t)}</span>}
        {figure.freshness !== 'fresh' && (
          <span className="visually-hidden">{t(`freshness.${figure.freshness}`)}</span>
        )}
      </span>
    </span>
  );
}

function FigureNumber({ figure }: { figure: Figure }) {
  const { t, tag } = useWords();
  if (figure.value === undefined) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t('figure.none')}</span>
      </>
    );
  }
  if (figure.crossings) return <Crossings crossings={figure.crossings} />;
  const value = wholeNumber(figure.value, tag);
  if (figure.capacity === undefined) {
    return (
      <>
        <b>{value}</b> <span className={styles.unit}>{t('figure.now')}</span>
      </>
    );
  }
  const known = Math.max(1, figure.capacity - figure.unknown);
  return (
    <>
      <b>{value}</b>
      <span className={styles.of}>/{wholeNumber(figure.capacity, tag)}</span>
      <Ratio ratio={figure.value / known} label={percent(figure.value / known, tag)} />
    </>
  );
}

/** Crossings of both directions in the latest interval. */
function Crossings({ crossings }: { crossings: SlotCrossings }) {
  const { t } = useWords();
  return (
    <>
      <b aria-hidden="true">{crossingsText(crossings)}</b>
      <span className="visually-hidden">{t('search.crossings', { ...crossings })}</span>
    </>
  );
}

/** An occupancy bar, with the percentage as text for screen readers. */
export function Ratio({ ratio, label }: { ratio: number; label: string }) {
  const width = Math.round(Math.min(1, ratio) * 40);
  return (
    <span className={styles.ratio} title={label}>
      <svg width="40" height="6" aria-hidden="true">
        <rect width="40" height="6" rx="1" fill="var(--ratio-rest)" />
        <rect width={width} height="6" rx="1" fill="var(--ratio)" />
      </svg>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
