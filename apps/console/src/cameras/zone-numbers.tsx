import type { ClassCounts, LineDirections, ZoneSummary } from '@vialog/contracts';
import { ageMs, freshnessOf } from '../format/freshness.ts';
import { wholeNumber } from '../format/numbers.ts';
import { ageText } from '../format/times.ts';
import { useWords } from '../language/language.ts';
import { zoneKey, type ZoneLatest } from '../live/latest-counts.ts';
import { useLive } from '../live/live-provider.tsx';
import { useNow } from '../live/use-now.ts';
import { figureOfZone, type CountedCamera } from './camera-figure.ts';
import { crossingsOf } from './crossings.ts';
import { FigureView } from './figure-view.tsx';
import figures from './figure-view.module.css';
import { directionNames } from './line-directions.ts';
import styles from './zone-numbers.module.css';

/** The latest figure of every zone of a camera. */
export function ZoneNumbers({ camera }: { camera: CountedCamera }) {
  const { counts } = useLive();
  return (
    <ul className={styles.zones}>
      {camera.zones.map((zone) => (
        <ZoneLine key={zone.zoneId} zone={zone} latest={counts.get(zoneKey(camera.cameraId, zone.zoneId))} />
      ))}
    </ul>
  );
}

interface ZoneLineProps {
  /** A camera in a list has no names of directions. */
  readonly zone: ZoneSummary & { readonly directions?: LineDirections | undefined };
  readonly latest: ZoneLatest | undefined;
}

function ZoneLine({ zone, latest }: ZoneLineProps) {
  const { t } = useWords();
  const now = useNow();
  return (
    <li className={styles.zone}>
      <span>
        <span className={styles.name}>{zone.zoneId === 'view' ? t('zone.view') : zone.name}</span>
        <span className={styles.classes}>
          {latest?.measured?.counts && <Classes counts={latest.measured.counts} />}
          {latest?.measured?.stopped !== undefined && (
            <span className={styles.class}>{t('zone.stopped', { count: latest.measured.stopped })}</span>
          )}
        </span>
      </span>
      {zone.kind === 'line' ? (
        <CrossingsView zone={zone} latest={latest} now={now} />
      ) : (
        <FigureView figure={figureOfZone(zone, latest, now)} />
      )}
    </li>
  );
}

/** The crossings of the latest slot of a line, by direction, with their age. */
function CrossingsView({ zone, latest, now }: ZoneLineProps & { now: number }) {
  const { t, tag } = useWords();
  const record = latest?.measured;
  const crossings = record && crossingsOf(record);
  const names = directionNames(zone.directions, t);
  if (!record || !crossings) return <FigureView figure={figureOfZone(zone, latest, now)} />;
  return (
    <span className={figures.figure} data-freshness={freshnessOf(record, now)}>
      <span className={figures.number}>
        <Direction name={names.inbound} value={wholeNumber(crossings.inbound, tag)} arrow="↓" />
        <Direction name={names.outbound} value={wholeNumber(crossings.outbound, tag)} arrow="↑" />
      </span>
      <span className={figures.age}>
        {latest.gap?.reason && <span className={figures.gap}>{t(`reason.${latest.gap.reason}`)}</span>}
        <span>{ageText(ageMs(record, now), t)}</span>
      </span>
    </span>
  );
}

function Direction({ name, value, arrow }: { name: string; value: string; arrow: string }) {
  return (
    <span className={styles.direction}>
      <span aria-hidden="true">{arrow}</span> {name} <b>{value}</b>
    </span>
  );
}

/** The detected classes, most frequent first. */
export function Classes({ counts }: { counts: ClassCounts }) {
  const { t, tag } = useWords();
  const seen = Object.entries(counts)
    .map(([name, value]) => [name, value ?? 0] as const)
    .filter(([, value]) => value > 0)
    .sort((a, b) => b[1] - a[1]);
  if (seen.length === 0) return <>{t('zone.noneSeen')}</>;
  return (
    <>
      {seen.map(([name, value]) => (
        <span key={name} className={styles.class}>
          {t(`class.${name}`)} {wholeNumber(value, tag)}
        </span>
      ))}
    </>
  );
}
