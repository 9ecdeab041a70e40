import type { CountAccuracy } from '@vialog/contracts';
import { useWords } from '../language/language.ts';

/** "-6.3% · camera 15, by hand 16 · GEH 0.25" */
export function AccuracyText({ accuracy }: { accuracy: CountAccuracy }) {
  const { t, tag } = useWords();
  const { truth, counted, errorPercent, geh } = accuracy;
  const values = { truth, counted, geh: new Intl.NumberFormat(tag).format(geh) };
  if (errorPercent === null) return <>{t('handCount.noVehicles', values)}</>;
  const error = new Intl.NumberFormat(tag, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return <>{t('handCount.accuracy', { ...values, error: error.format(errorPercent / 100) })}</>;
}
