import { Button } from '@mantine/core';
import type { Camera, HandCount, Zone } from '@vialog/contracts';
import { directionNames } from '../../cameras/line-directions.ts';
import { sumByClass, totalOf } from '../../cameras/crossings.ts';
import { timeWithSeconds } from '../../format/times.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { AccuracyText } from '../../hand-counts/accuracy-text.tsx';
import { useWords } from '../../language/language.ts';
import styles from './hand-count.module.css';

interface ResultProps {
  readonly count: HandCount;
  readonly camera: Camera;
  readonly zone: Zone;
  readonly onAgain: () => void;
}

/** The hand count and the camera side by side. */
export function Result({ count, camera, zone, onAgain }: ResultProps) {
  const { t, tag } = useWords();
  const format = { language: tag, timeZone: camera.timeZone };
  return (
    <section className={styles.result} role="status">
      <p className={styles.figure}>
        <AccuracyText accuracy={count.accuracy} />
      </p>
      <p className={styles.hint}>
        {t('handCount.period', {
          from: timeWithSeconds(Date.parse(count.startAt), format),
          to: timeWithSeconds(Date.parse(count.endAt), format),
        })}
      </p>
      <Comparison count={count} zone={zone} />
      <div className={styles.actions}>
        <Button onClick={onAgain}>{t('handCount.again')}</Button>
      </div>
    </section>
  );
}

function Comparison({ count, zone }: Pick<ResultProps, 'count' | 'zone'>) {
  const { t } = useWords();
  const names = directionNames(zone.directions, t);
  const { byHand, byCamera } = count;
  const classes = Object.keys({
    ...sumByClass(byHand.inbound, byHand.outbound),
    ...sumByClass(byCamera.inbound, byCamera.outbound),
  });
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('handCount.byHand')}</th>
          <th scope="col">{t('handCount.byCamera')}</th>
        </tr>
      </thead>
      <tbody>
        {(['inbound', 'outbound'] as const).map((direction) => (
          <Row
            key={direction}
            name={names[direction]}
            pair={[totalOf(byHand[direction]), totalOf(byCamera[direction])]}
          />
        ))}
        {classes.map((name) => (
          <Row key={name} name={t(`class.${name}`)} pair={[ofClass(byHand, name), ofClass(byCamera, name)]} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ name, pair }: { name: string; pair: readonly [hand: number, camera: number] }) {
  const { tag } = useWords();
  return (
    <tr>
      <th scope="row">{name}</th>
      {pair.map((value, index) => (
        <td key={index}>{wholeNumber(value, tag)}</td>
      ))}
    </tr>
  );
}

const ofClass = ({ inbound, outbound }: HandCount['byHand'], name: string): number =>
  sumByClass(inbound, outbound)[name as keyof HandCount['byHand']['inbound']] ?? 0;
