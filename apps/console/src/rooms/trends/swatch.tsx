import { seriesToken } from '../../trends/chart-colours.ts';
import styles from './trends-room.module.css';

/** The colour of a series in a chart, beside its name. */
export function Swatch({ index }: { index: number }) {
  const background = `var(${seriesToken(index)})`;
  return <span className={styles.swatch} style={{ background }} aria-hidden="true" />;
}
