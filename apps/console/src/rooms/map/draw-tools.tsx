import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { geographicPolygonFault } from '@vialog/geometry';
import { oneDecimal, wholeNumber } from '../../format/numbers.ts';
import { useWords, type Words } from '../../language/language.ts';
import type { CameraMapView } from '../../map/camera-map-view.ts';
import { areaFeatures, areaOf, type Drawing, type DrawnKind, type MapArea } from '../../map/map-area.ts';
import { visibleBox } from '../../map/map-view.ts';
import { useDrawing } from '../../map/use-drawing.ts';
import { useLineTools } from '../../search-line/use-parsed-line.ts';
import styles from './draw-tools.module.css';
import { lineWithArea } from './line-with-area.ts';
import type { ChangeSearch } from './map-search.ts';

interface DrawToolsProps {
  readonly map: CameraMapView;
  readonly q: string | undefined;
  readonly change: ChangeSearch;
}

/** Draws an area or a circle that becomes a condition of the search line, and shows the areas of the line. */
export function DrawTools({ map, q, change }: DrawToolsProps) {
  const { t } = useWords();
  const [kind, setKind] = useState<DrawnKind>();
  const search = (area: MapArea) => {
    setKind(undefined);
    void lineWithArea(q ?? '', area).then((line) => change({ q: line, row: undefined }));
  };
  if (kind)
    return (
      <DrawingBar key={kind} map={map} kind={kind} onArea={search} onCancel={() => setKind(undefined)} />
    );
  return (
    <div className={styles.tools} role="group" aria-label={t('search.draw.tools')}>
      {(['polygon', 'circle'] as const).map((each) => (
        <Button key={each} size="compact-xs" variant="default" onClick={() => setKind(each)}>
          {t(`search.draw.${each}`)}
        </Button>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => search({ kind: 'box', box: visibleBox(map.bounds()) })}
      >
        {t('search.draw.visible')}
      </Button>
      {q !== undefined && <LineAreas map={map} q={q} />}
    </div>
  );
}

function LineAreas({ map, q }: Pick<DrawToolsProps, 'map'> & { q: string }) {
  const tools = useLineTools();
  useEffect(() => {
    map.setData({ areas: areaFeatures(tools?.areasOf(q) ?? [], undefined) });
    return () => map.setData({ areas: areaFeatures([], undefined) });
  }, [map, q, tools]);
  return null;
}

interface DrawingBarProps {
  readonly map: CameraMapView;
  readonly kind: DrawnKind;
  readonly onArea: (area: MapArea) => void;
  readonly onCancel: () => void;
}

function DrawingBar({ map, kind, onArea, onCancel }: DrawingBarProps) {
  const words = useWords();
  const { t } = words;
  const finish = (drawing: Drawing) => {
    const area = areaOf(drawing);
    if (area && !isFaulty(drawing)) onArea(area);
  };
  const {
    points,
    shown,
    undo,
    finish: finishDrawing,
  } = useDrawing(map, kind, { onFinish: finish, onCancel });
  const drawing = { kind, points };
  return (
    <div className={styles.bar}>
      <p role="status" data-faulty={isFaulty(drawing) || undefined}>
        {statusText(drawing, { kind, points: shown }, words)}
      </p>
      <div className={styles.actions}>
        {kind === 'polygon' && (
          <Button size="compact-xs" disabled={points.length < 3 || isFaulty(drawing)} onClick={finishDrawing}>
            {t('search.draw.finish')}
          </Button>
        )}
        <Button size="compact-xs" variant="default" disabled={points.length === 0} onClick={undo}>
          {t('search.draw.undo')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {t('search.draw.cancel')}
        </Button>
      </div>
    </div>
  );
}

const isFaulty = ({ kind, points }: Drawing): boolean =>
  kind === 'polygon' && points.length >= 3 && geographicPolygonFault(points) !== undefined;

/** What to do next, or the size of the circle so far. */
function statusText(drawing: Drawing, shown: Drawing, { t, tag }: Words): string {
  if (isFaulty(drawing)) return t('search.draw.crossing');
  if (drawing.kind === 'polygon') return t('search.draw.polygonHint', { count: drawing.points.length });
  const circle = areaOf(shown);
  if (circle?.kind !== 'circle') return t('search.draw.circleHint');
  const { radiusM } = circle;
  return t('search.draw.radius', {
    radius:
      radiusM < 1_000
        ? `${wholeNumber(radiusM, tag)} ${t('map.metres')}`
        : `${oneDecimal(radiusM / 1_000, tag)} ${t('map.kilometres')}`,
  });
}
