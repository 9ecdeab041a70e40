import type { ClassCounts, ZoneSummary } from '@vialog/contracts';
import { wholeNumber } from '../format/numbers.ts';
import { useWords } from '../language/language.ts';
import { zoneKey, type ZoneLatest } from '../live/latest-counts.ts';
import { useLive } from '../live/live-provider.tsx';
import { useNow } from '../live/use-now.ts';
import { figureOfZone, type CountedCamera } from './camera-figure.ts';
import { FigureView } from './figure-view.tsx';
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

function ZoneLine({ zone, latest }: { zone: ZoneSummary; latest: ZoneLatest | undefined }) {
  const { t } = useWords();
  const now = useNow();
  return (
    <li className={styles.zone}>
      <span>
        <span className={styles.name}>{zone.zoneId === 'view' ? t('zone.view') : zone.name}</span>
        <span className={styles.classes}>
          {latest?.measured?.counts && <Classes counts={latest.measured.counts} />}
        </span>
      </span>
      <FigureView figure={figureOfZone(zone, latest, now)} />
    </li>
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
