import type { SiteBalance } from '@vialog/contracts';
import type { TFunction } from 'i18next';
import { oneDecimal, wholeNumber } from '../../format/numbers.ts';
import { fullTime, timeOfDay } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './site-balance.module.css';

interface BalanceNotesProps {
  readonly balance: SiteBalance;
  readonly timeZone: string;
}

/** Where the estimate comes from, what makes it drift and what is missing. */
export function BalanceNotes({ balance, timeZone }: BalanceNotesProps) {
  const { t, tag } = useWords();
  const time = (at: string) => fullTime(Date.parse(at), { language: tag, timeZone });
  const { impossible, unknownReason, unknownFromAt } = balance;
  return (
    <ul className={styles.notes}>
      {impossible && <li data-severity="warning">{t(`balance.impossible.${impossible}`)}</li>}
      {unknownReason && unknownFromAt && (
        <li data-severity="warning">
          {t(`balance.unknownReason.${unknownReason}`, { time: time(unknownFromAt) })}
        </li>
      )}
      <SetNote balance={balance} time={time} />
      <CauseNotes balance={balance} />
      <CorrectionNote balance={balance} timeZone={timeZone} />
    </ul>
  );
}

interface NoteProps {
  readonly balance: SiteBalance;
  readonly time: (at: string) => string;
}

/** The set count and the crossings since. */
function SetNote({ balance: { setCount, since }, time }: NoteProps) {
  const { t, tag } = useWords();
  if (!setCount || !since) return null;
  return (
    <li>
      {t('balance.since', {
        set: wholeNumber(setCount.count, tag),
        time: time(setCount.countedAt),
        name: setCount.setBy,
        inbound: wholeNumber(since.inbound, tag),
        outbound: wholeNumber(since.outbound, tag),
      })}
    </li>
  );
}

/** What makes the estimate drift: time without a measurement, slots that are still missing, and the counting error. */
function CauseNotes({ balance: { since, gateLines } }: { balance: SiteBalance }) {
  const { t, tag } = useWords();
  if (!since) return null;
  const { pending, errorPercent, handCounts } = since;
  const unmeasured = gateLines.filter(({ unmeasuredMs }) => unmeasuredMs > 0);
  return (
    <>
      {unmeasured.map(({ cameraId, zoneId, name, unmeasuredMs }) => (
        <li key={`${cameraId}/${zoneId}`} data-severity="warning">
          {t('balance.unmeasured', { name, duration: durationText(unmeasuredMs, t, tag) })}
        </li>
      ))}
      {pending > 0 && <li>{t('balance.pending', { count: pending })}</li>}
      <li>
        {errorPercent === null
          ? t('balance.noHandCounts')
          : t('balance.countingError', { count: handCounts, percent: oneDecimal(errorPercent, tag) })}
      </li>
    </>
  );
}

/** Limits from zones that see vehicles or free spaces in the site. */
function CorrectionNote({ balance: { correction }, timeZone }: BalanceNotesProps) {
  const { t, tag } = useWords();
  if (!correction) return null;
  const { low, high, corrected, fromAt, toAt } = correction;
  const time = (at: string) => timeOfDay(Date.parse(at), { language: tag, timeZone });
  const values = {
    low: wholeNumber(low, tag),
    high: high === null ? '' : wholeNumber(high, tag),
    corrected: wholeNumber(corrected, tag),
    from: time(fromAt),
    to: time(toAt),
  };
  return <li>{t(high === null ? 'balance.correctionLow' : 'balance.correction', values)}</li>;
}

/** Seconds below one minute, minutes below two hours, then hours. */
function durationText(ms: number, t: TFunction, language: string): string {
  const { unit, size } = durations.find(({ below }) => ms < below) ?? { unit: 'hours', size: 3_600_000 };
  const count = Math.round(ms / size);
  return t(`balance.${unit}`, { count, number: wholeNumber(count, language) });
}

const durations = [
  { unit: 'seconds', size: 1_000, below: 60_000 },
  { unit: 'minutes', size: 60_000, below: 7_200_000 },
];
