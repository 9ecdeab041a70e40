import { useEffect, useRef, useState } from 'react';
import type { GeographicPoint } from '@vialog/geometry';
import type { CameraMapView } from './camera-map-view.ts';
import { areaFeatures, maxCorners, type Drawing, type DrawnKind } from './map-area.ts';

interface DrawingActions {
  /** The shape has all its points. */
  readonly onFinish: (drawing: Drawing) => void;
  readonly onCancel: () => void;
}

/** px within which a click meets an existing corner. */
const cornerPx = 10;

/**
 * Draws a shape on the map. A click or tap adds a point; with the keyboard, Enter adds the middle of the map, Backspace
 * removes the last point and Escape cancels. A polygon is finished at its first corner, a circle with its second point.
 */
export function useDrawing(map: CameraMapView, kind: DrawnKind, { onFinish, onCancel }: DrawingActions) {
  const [points, setPoints] = useState<readonly GeographicPoint[]>([]);
  const [pointer, setPointer] = useState<GeographicPoint>();
  const undo = () => setPoints((known) => known.slice(0, -1));
  const add = (point: GeographicPoint) => {
    const next = withPoint(map, { kind, points }, point);
    if (next === 'finished') onFinish({ kind, points });
    else if (kind === 'circle' && next.length === 2) onFinish({ kind, points: next });
    else setPoints(next);
  };
  useMapEvents(map, { onPoint: add, onPointer: setPointer, onUndo: undo, onCancel });
  const shown = pointer && points.length > 0 && points.length < maxCorners ? [...points, pointer] : points;
  useEffect(() => map.setData({ areas: areaFeatures([], { kind, points: shown }) }));
  useEffect(() => () => map.setData({ areas: areaFeatures([], undefined) }), [map]);
  return { points, shown, undo, finish: () => onFinish({ kind, points }) };
}

function withPoint(
  map: CameraMapView,
  { kind, points }: Drawing,
  point: GeographicPoint,
): readonly GeographicPoint[] | 'finished' {
  const [first, last] = [points[0], points.at(-1)];
  if (last && isAt(map, last, point)) return points;
  if (kind === 'polygon' && points.length >= 3 && first && isAt(map, first, point)) return 'finished';
  return points.length < maxCorners ? [...points, point] : points;
}

function isAt({ map }: CameraMapView, a: GeographicPoint, b: GeographicPoint): boolean {
  return map.project([a.lon, a.lat]).dist(map.project([b.lon, b.lat])) <= cornerPx;
}

interface MapEvents {
  readonly onPoint: (point: GeographicPoint) => void;
  readonly onPointer: (point: GeographicPoint) => void;
  readonly onUndo: () => void;
  readonly onCancel: () => void;
}

/** Takes clicks and keys from the map. The map takes the focus, so that its keys work. */
function useMapEvents(view: CameraMapView, events: MapEvents): void {
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  useEffect(() => {
    const { map } = view;
    const canvas = map.getCanvas();
    const at = ({ lngLat }: { lngLat: { wrap(): { lng: number; lat: number } } }) => {
      const { lng, lat } = lngLat.wrap();
      return { lon: lng, lat };
    };
    const click = map.on('click', (event) => latest.current.onPoint(at(event)));
    const middle = () => at({ lngLat: map.getCenter() });
    const moves = [
      map.on('mousemove', (event) => latest.current.onPointer(at(event))),
      map.on('move', () => canvas.matches(':focus-visible') && latest.current.onPointer(middle())),
    ];
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Enter') latest.current.onPoint(middle());
      else if (event.key === 'Backspace') latest.current.onUndo();
      else if (event.key === 'Escape') latest.current.onCancel();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    canvas.addEventListener('keydown', key);
    view.isPickable = false;
    map.doubleClickZoom.disable();
    map.getContainer().classList.add('drawing');
    canvas.focus();
    return () => {
      click.unsubscribe();
      for (const move of moves) move.unsubscribe();
      canvas.removeEventListener('keydown', key);
      view.isPickable = true;
      map.doubleClickZoom.enable();
      map.getContainer().classList.remove('drawing');
    };
  }, [view]);
}
