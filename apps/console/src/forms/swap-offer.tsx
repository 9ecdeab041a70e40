import { useQuery } from '@tanstack/react-query';
import { mapQuery } from '../api/camera-list.ts';
import { useWords } from '../language/language.ts';
import type { CameraForm } from './camera-form.ts';
import styles from './camera-form.module.css';
import { parseNumber } from './number-text.ts';
import { isSwappedPosition } from './swapped-position.ts';

interface SwapOfferProps {
  readonly form: Pick<CameraForm, 'lat' | 'lon'>;
  readonly change: (fields: Pick<CameraForm, 'lat' | 'lon'>) => void;
}

/** Offers to swap latitude and longitude where they look swapped; never swaps them unasked. */
export function SwapOffer({ form: { lat, lon }, change }: SwapOfferProps) {
  const { t } = useWords();
  const { data } = useQuery(mapQuery({}));
  const cameras = data && [...data.items, ...data.clusters].map(({ position }) => position);
  if (!isSwappedPosition(parseNumber(lat), parseNumber(lon), cameras)) return null;
  return (
    <p className={styles.swap} role="status">
      {t('add.swapHint')}{' '}
      <button type="button" className={styles.swapButton} onClick={() => change({ lat: lon, lon: lat })}>
        {t('add.swap')}
      </button>
    </p>
  );
}
