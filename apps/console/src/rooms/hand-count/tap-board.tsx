import { Button } from '@mantine/core';
import type { CountClass, Zone } from '@vialog/contracts';
import { totalOf } from '../../cameras/crossings.ts';
import { directionNames } from '../../cameras/line-directions.ts';
import { wholeNumber } from '../../format/numbers.ts';
import { useWords } from '../../language/language.ts';
import styles from './hand-count.module.css';
import { sheetKeys, type Direction } from './hand-sheet.ts';
import type { HandSheet } from './use-hand-sheet.ts';

interface TapBoardProps {
  readonly sheet: HandSheet;
  readonly zone: Zone;
  readonly classes: readonly CountClass[];
}

/** One large button for each direction and class; every press is a vehicle. */
export function TapBoard({ sheet, zone, classes }: TapBoardProps) {
  const { t } = useWords();
  return (
    <>
      <div className={styles.board}>
        {(['inbound', 'outbound'] as const).map((direction) => (
          <Column key={direction} direction={direction} sheet={sheet} zone={zone} classes={classes} />
        ))}
      </div>
      <div className={styles.actions}>
        <Button
          size="md"
          variant="default"
          disabled={sheet.taps.length === 0 || sheet.isSending}
          onClick={sheet.undo}
        >
          {t('handCount.undo')}
        </Button>
        <span className={`${styles.hint} ${styles.keys}`}>{t('handCount.keys')}</span>
      </div>
    </>
  );
}

function Column({ direction, sheet, zone, classes }: TapBoardProps & { direction: Direction }) {
  const { t, tag } = useWords();
  const sums = sheet.sums[direction];
  return (
    <fieldset className={styles.column}>
      <legend>
        <span aria-hidden="true">{direction === 'inbound' ? '↓' : '↑'}</span>{' '}
        {directionNames(zone.directions, t)[direction]} <b>{wholeNumber(totalOf(sums), tag)}</b>
      </legend>
      {classes.map((vehicleClass, index) => (
        <button
          key={vehicleClass}
          type="button"
          className={styles.tap}
          disabled={sheet.phase !== 'counting'}
          onClick={() => sheet.tap({ direction, vehicleClass })}
        >
          <span>{t(`class.${vehicleClass}`)}</span>
          <kbd aria-hidden="true">{sheetKeys[direction][index]?.toUpperCase()}</kbd>
          <b>{wholeNumber(sums[vehicleClass] ?? 0, tag)}</b>
        </button>
      ))}
    </fieldset>
  );
}
