import { useQuery } from '@tanstack/react-query';
import type { CameraResponse, ChangeCheck } from '@vialog/contracts';
import { changeCheckQuery } from '../../api/models.ts';
import { oneDecimal } from '../../format/numbers.ts';
import { fullTime } from '../../format/times.ts';
import { useWords } from '../../language/language.ts';
import styles from './models.module.css';

/** The figures of a camera since its last change, beside its usual range at the same hours. */
export function ChangeFigures({ camera }: { camera: CameraResponse }) {
  const { t, tag } = useWords();
  const { data: check } = useQuery(changeCheckQuery(camera.cameraId));
  if (!check || check.verdict === 'no_change') return null;
  const { changedAt, verdict, figures } = check;
  const time = fullTime(Date.parse(changedAt ?? ''), { language: tag, timeZone: camera.timeZone });
  return (
    <div className={styles.check} data-verdict={verdict}>
      <p>
        {changedAt !== undefined && `${t('models.sinceChange', { time })} `}
        <b className={verdict === 'unusual' ? styles.doubt : undefined}>{t(`models.verdict.${verdict}`)}</b>
      </p>
      <ul>
        {figures.map((figure) => (
          <li key={`${figure.zoneId} ${figure.figure}`}>
            <FigureText figure={figure} camera={camera} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FigureProps {
  readonly figure: ChangeCheck['figures'][number];
  readonly camera: CameraResponse;
}

function FigureText({ figure, camera }: FigureProps) {
  const { t, tag } = useWords();
  const { zoneId, figure: name, mean, low, high, isUnusual } = figure;
  const zone = camera.zones.find((each) => each.zoneId === zoneId);
  const zoneName = zoneId === 'view' ? t('zone.view') : (zone?.name ?? zoneId);
  const number = (value: number) => oneDecimal(value, tag);
  return (
    <>
      {zoneName}: {t(`models.figure.${name}`, { mean: number(mean) })}
      {low !== undefined &&
        high !== undefined &&
        ` · ${t('models.usually', { low: number(low), high: number(high) })}`}
      {isUnusual && <b className={styles.doubt}> {t('models.outside')}</b>}
    </>
  );
}
