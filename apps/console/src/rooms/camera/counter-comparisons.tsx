import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import type { Camera, CounterComparison, Zone } from '@vialog/contracts';
import { counterComparisonsQuery, countersQuery } from '../../api/counter-comparisons.ts';
import { directionNames } from '../../cameras/line-directions.ts';
import { dayMonthYear } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import { Section } from '../../shell/section.tsx';
import { ComparisonForm } from './comparison-form.tsx';
import styles from './counter-comparisons.module.css';

const shown = 5;

/** Bias and error band of the camera against counters; only where there is a counter or was a comparison. */
export function CounterComparisons({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const comparisons = useQuery(counterComparisonsQuery(camera.cameraId));
  const counters = useQuery(countersQuery).data ?? [];
  const items = comparisons.data ?? [];
  const hasCounter = counters.some(({ cameraId }) => cameraId !== camera.cameraId);
  if (!hasCounter && items.length === 0) return null;
  return (
    <Section title={t('comparison.section')}>
      {items.length === 0 && <p className={styles.what}>{t('comparison.none')}</p>}
      <ol className={styles.comparisons}>
        {items.slice(0, shown).map((comparison) => (
          <Entry key={comparison.comparisonId} comparison={comparison} camera={camera} />
        ))}
      </ol>
      {items.length > 0 && (
        <a
          className={styles.what}
          href={`/v1/cameras/${camera.cameraId}/counter-comparisons`}
          download={`counter-comparisons-${camera.cameraId}.json`}
        >
          {t('comparison.export', { count: items.length })}
        </a>
      )}
      {hasCounter && (
        <details className={styles.details}>
          <summary>{t('comparison.open')}</summary>
          <ComparisonForm camera={camera} counters={counters} />
        </details>
      )}
    </Section>
  );
}

function Entry({ comparison, camera }: { comparison: CounterComparison; camera: Camera }) {
  const { t, tag } = useWords();
  const { agreement, counter, interval, leftOut, startAt, endAt, timeZone } = comparison;
  const zone = camera.zones.find((each) => each.zoneId === comparison.zoneId);
  const day = (at: number) => dayMonthYear(at, { language: tag, timeZone });
  const missing = leftOut.camera + leftOut.counter + leftOut.both;
  return (
    <li>
      <ErrorFigure comparison={comparison} />
      <span className={styles.what}>
        {t('comparison.entry', {
          zone: [zone?.name ?? comparison.zoneId, ...directionOf(comparison, zone, t)].join(' · '),
          counter: counter.name,
          from: day(Date.parse(startAt)),
          to: day(Date.parse(endAt) - 1),
        })}
      </span>
      <span className={styles.what}>
        {t(`comparison.sample.${interval}`, {
          pairs: agreement.pairs,
          days: agreement.days,
          missing,
          name: comparison.comparedBy,
        })}
      </span>
    </li>
  );
}

/** The direction that was compared, if it was only one. */
function directionOf({ direction }: CounterComparison, zone: Zone | undefined, t: TFunction): string[] {
  return direction === 'both' ? [] : [directionNames(zone?.directions, t)[direction]];
}

/** "−5% (−6% to −4%)" and, in the unit of the measure, the bias with the limits of agreement. */
function ErrorFigure({
  comparison: { agreement, measure, modelId, origin },
}: {
  comparison: CounterComparison;
}) {
  const { t, tag } = useWords();
  const { ratio, ratioInterval, bias, limits, gehBelow5 } = agreement;
  const isRatio = measure === 'occupancy';
  const percent = new Intl.NumberFormat(tag, signedPercent);
  const amountFormat = new Intl.NumberFormat(tag, signedAmount);
  const amount = (value: number) => amountFormat.format(isRatio ? value * 100 : value);
  const error = (value: number) => percent.format(value - 1);
  const unit = t(isRatio ? 'comparison.points' : `comparison.unit.${measure}`);
  return (
    <>
      <span className={styles.figure}>
        {ratio === null
          ? t('comparison.noVehicles')
          : ratioInterval
            ? t('comparison.error', {
                error: error(ratio),
                low: error(ratioInterval.low),
                high: error(ratioInterval.high),
              })
            : error(ratio)}
      </span>
      <span className={styles.band}>
        {t('comparison.bias', {
          bias: amount(bias),
          low: amount(limits.low),
          high: amount(limits.high),
          unit,
        })}
        {gehBelow5 !== null &&
          t('comparison.geh', {
            share: new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(
              gehBelow5,
            ),
          })}
      </span>
      {origin === 'camera' && (
        <span className={styles.what}>{t('comparison.model', { model: modelId })}</span>
      )}
    </>
  );
}

const signedPercent = { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
const signedAmount = { maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
