import type { Camera, CountEvent, Zone } from '@vialog/contracts';
import { freshnessOf } from '../../format/freshness.ts';
import { useWords } from '../../language/language.ts';
import { zoneKey } from '../../live/latest-counts.ts';
import { useLive } from '../../live/live-provider.tsx';
import { useNow } from '../../live/use-now.ts';
import styles from './bay-board.module.css';
import { Section } from '../../shell/section.tsx';

/** State of a parking space by its character in `CountEvent.bays`. */
const stateOfSign = { '0': 'free', '1': 'occupied', '-': 'unknown' } as const;
type BayState = (typeof stateOfSign)[keyof typeof stateOfSign];

/** The state of every parking space, one section per zone. */
export function BayBoards({ camera }: { camera: Camera }) {
  const { counts } = useLive();
  const zones = camera.zones.filter((zone) => zone.kind === 'bays');
  return zones.map((zone) => (
    <BayBoard
      key={zone.zoneId}
      zone={zone}
      record={counts.get(zoneKey(camera.cameraId, zone.zoneId))?.measured}
    />
  ));
}

function BayBoard({ zone, record }: { zone: Zone; record: CountEvent | undefined }) {
  const { t } = useWords();
  const now = useNow();
  const states = (zone.bays ?? []).map((bay, index) => ({
    bayId: bay.bayId,
    word: bayStateOf(record?.bays?.[index]),
  }));
  const number = (word: BayState) => states.filter((state) => state.word === word).length;
  return (
    <Section title={zone.name} aside={<Key number={number} />}>
      <ul className={styles.board} data-freshness={record ? freshnessOf(record, now) : 'old'}>
        {states.map(({ bayId, word }) => (
          <li key={bayId} className={styles.bay} data-bay={word}>
            <span aria-hidden="true">{bayId}</span>
            <span className="visually-hidden">
              {bayId}: {t(`bay.${word}`)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const bayStateOf = (sign: string | undefined): BayState =>
  stateOfSign[(sign ?? '-') as keyof typeof stateOfSign] ?? 'unknown';

function Key({ number }: { number: (word: BayState) => number }) {
  const { t } = useWords();
  return (
    <ul className={styles.key}>
      {(['free', 'occupied', 'unknown'] as const).map((word) => (
        <li key={word}>
          <span className={styles.bay} data-bay={word} aria-hidden="true" />
          {t(`bay.${word}`)} <b>{number(word)}</b>
        </li>
      ))}
    </ul>
  );
}
