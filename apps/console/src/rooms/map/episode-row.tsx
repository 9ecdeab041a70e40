import { Link } from '@tanstack/react-router';
import type { CameraSummary, Episode } from '@vialog/contracts';
import { RecordingLink } from '../../cameras/recording-link.tsx';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { dayAndMonth } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './episodes.module.css';
import { lengthText, meanText, peakText, spanText } from './episode-text.ts';

interface EpisodeRowProps {
  readonly episode: Episode;
  /** Undefined while it is loaded. */
  readonly camera: CameraSummary | undefined;
  readonly isSelected: boolean;
  readonly onSelect: (episode: Episode) => void;
}

/** One episode: place, time in the time zone of the camera, length, peak and mean. */
export function EpisodeRow({ episode, camera, isSelected, onSelect }: EpisodeRowProps) {
  const { t } = useWords();
  return (
    <li className={styles.row} data-selected={isSelected || undefined}>
      <button
        type="button"
        className={styles.pick}
        data-list-row
        aria-pressed={isSelected}
        onClick={() => onSelect(episode)}
      >
        <Place episode={episode} camera={camera} />
        <Peak episode={episode} />
        <Time episode={episode} timeZone={camera?.timeZone ?? 'UTC'} />
      </button>
      {isSelected && (
        <>
          <Link
            to="/cameras/$cameraId"
            params={{ cameraId: episode.cameraId }}
            search={{ at: episode.peakAt ?? episode.fromAt, zone: episode.zoneId }}
            className={styles.link}
          >
            {t('search.openMoment')}
          </Link>
          <RecordingLink
            camera={camera}
            time={{ from: Date.parse(episode.fromAt), to: Date.parse(episode.toAt) }}
            className={styles.link}
          />
        </>
      )}
    </li>
  );
}

type Part = Pick<EpisodeRowProps, 'episode'>;

function Place({ episode, camera }: Part & Pick<EpisodeRowProps, 'camera'>) {
  const { t, tag } = useWords();
  const zone = camera?.zones.find((each) => each.zoneId === episode.zoneId);
  const { distanceM } = episode;
  return (
    <span className={styles.place}>
      <b>{camera?.name ?? episode.cameraId}</b>
      <span>
        {episode.zoneId === 'view' ? t('zone.view') : (zone?.name ?? episode.zoneId)}
        {distanceM !== undefined &&
          ` · ${
            distanceM < 1_000
              ? t('search.metresAway', { number: wholeNumber(distanceM, tag) })
              : t('search.kilometresAway', { number: (distanceM / 1_000).toFixed(1) })
          }`}
      </span>
    </span>
  );
}

function Peak({ episode }: Part) {
  const { t, tag } = useWords();
  const peak = peakText(episode, tag);
  if (peak === undefined) return <span className={styles.gap}>{t('search.notMeasured')}</span>;
  return (
    <span className={styles.peak}>
      <b>
        <span className="visually-hidden">{t('search.peak')} </span>
        {peak}
      </b>
      <span>{t('search.mean', { value: meanText(episode, tag) })}</span>
    </span>
  );
}

function Time({ episode, timeZone }: Part & { timeZone: string }) {
  const { t, tag } = useWords();
  const format = { language: tag, timeZone };
  const ms = Date.parse(episode.toAt) - Date.parse(episode.fromAt);
  return (
    <span className={styles.time}>
      <span>
        {dayAndMonth(Date.parse(episode.fromAt), format)} {spanText(episode, format)}
      </span>
      <span>{lengthText(ms, t)}</span>
      {episode.ongoing && <span className={styles.ongoing}>{t('search.ongoing')}</span>}
      <span data-low={episode.coverage < 0.8 || undefined}>
        {t('search.coverage', { percent: percent(episode.coverage, tag) })}
      </span>
    </span>
  );
}
