import { useEffect, useState } from 'react';
import type { Camera, CountEvent, Zone } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { zoneKey } from '../../live/latest-counts.ts';
import { useLive } from '../../live/live-provider.tsx';
import { crossingsOf } from '../../cameras/crossings.ts';
import { directionLabels, directionNames } from '../../cameras/line-directions.ts';
import { LineShape } from '../../picture/line-shape.tsx';
import { labelPoint, svgPoints } from '../../picture/outline.ts';
import styles from './picture.module.css';

const refreshMs = 5_000;

/** The zones over an empty frame; over a picture only for a rendered scene, which shows no real people. */
export function Picture({ camera }: { camera: Camera }) {
  const { t } = useWords();
  const still = useStill(camera);
  const { counts } = useLive();
  return (
    <figure className={styles.figure}>
      <div className={styles.frame} data-empty={still.src === undefined || undefined}>
        {still.src !== undefined && (
          <img
            className={styles.still}
            src={still.src}
            alt={t('picture.stillAlt')}
            onError={still.onError}
            onLoad={still.onLoad}
          />
        )}
        <svg
          className={styles.outlines}
          viewBox="0 0 1600 900"
          preserveAspectRatio="none"
          role="img"
          aria-label={t('picture.outlines', { zones: camera.zones.length - 1 })}
        >
          {camera.zones.map((zone) => (
            <ZoneOutline
              key={zone.zoneId}
              zone={zone}
              record={counts.get(zoneKey(camera.cameraId, zone.zoneId))?.measured}
            />
          ))}
        </svg>
      </div>
      <figcaption className={styles.caption}>
        {t(still.src === undefined ? 'picture.empty' : 'picture.synthetic')}
      </figcaption>
    </figure>
  );
}

/** Reloads the rendered picture every few seconds. No picture of a real camera is requested. */
function useStill(camera: Camera) {
  const isRendered = camera.streamKind === 'synthetic' && camera.lifecycle === 'active';
  const [round, setRound] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!isRendered) return;
    const timer = setInterval(() => setRound((current) => current + 1), refreshMs);
    return () => clearInterval(timer);
  }, [isRendered]);
  useEffect(() => setFailed(false), [round]);
  return {
    src: isRendered && !failed ? `/v1/cameras/${camera.cameraId}/still?round=${round}` : undefined,
    onError: () => setFailed(true),
    onLoad: () => setFailed(false),
  };
}

function ZoneOutline({ zone, record }: { zone: Zone; record: CountEvent | undefined }) {
  if (zone.zoneId === 'view') return null;
  if (zone.bays) {
    return (
      <g>
        {zone.bays.map((bay, index) => (
          <polygon
            key={bay.bayId}
            className={styles.bay}
            data-bay={record?.bays?.[index] ?? '?'}
            points={svgPoints(bay.polygon)}
          />
        ))}
      </g>
    );
  }
  if (zone.line) return <LineOutline zone={zone} line={zone.line} record={record} />;
  const polygon = zone.polygon ?? [];
  const [x, y] = labelPoint(polygon);
  return (
    <g>
      <polygon className={styles.area} points={svgPoints(polygon)} />
      <text className={styles.label} x={x} y={y}>
        {zone.name}
      </text>
      {record?.total !== undefined && (
        <text className={styles.total} x={x} y={y + 62}>
          {record.total}
        </text>
      )}
    </g>
  );
}

/** A line with the crossings of its latest slot. */
function LineOutline({
  zone,
  line,
  record,
}: {
  zone: Zone;
  line: NonNullable<Zone['line']>;
  record: CountEvent | undefined;
}) {
  const { t, tag } = useWords();
  const names = directionNames(zone.directions, t);
  const crossings = record && crossingsOf(record);
  return <LineShape line={line} name={zone.name} labels={directionLabels(names, crossings, tag)} />;
}
