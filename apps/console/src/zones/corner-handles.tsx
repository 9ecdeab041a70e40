import { useRef, type Dispatch, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { PicturePoint } from '@vialog/contracts';
import { useWords } from '../language/language.ts';
import { pointContext } from './corner-table.tsx';
import type { HistoryAction } from './editor-history.ts';
import type { EditorState } from './editor-state.ts';
import { pointerPosition } from './pointer-position.ts';
import { snapPoint, type FrameSize } from './snap.ts';
import type { DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';

interface CornerHandlesProps {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Of the frame, px. */
  readonly size: FrameSize;
  readonly state: EditorState;
  readonly dispatch: Dispatch<HistoryAction>;
}

/** A button for every corner of the selected shape, and a dot on every edge that adds a corner. */
export function CornerHandles({ frame, size, state, dispatch }: CornerHandlesProps) {
  const { t } = useWords();
  const zone = state.zones[state.zone];
  const shape = zone?.shapes[state.shape];
  if (!zone || !shape) return null;
  const others = state.zones
    .flatMap((each) => each.shapes)
    .filter((each) => each !== shape)
    .map((each) => each.polygon);
  const name = zone.kind === 'bays' ? shape.bayId : zone.name;
  const context = pointContext(zone.kind);
  return shape.polygon.map((point, corner) => (
    <span key={corner}>
      <Corner
        label={t('editor.corner', { number: corner + 1, shape: name, context })}
        point={point}
        selected={corner === state.corner}
        frame={frame}
        onMove={(to) => dispatch({ kind: 'moveCorner', corner, to })}
        snap={(to) => snapPoint(to, others, size)}
        onRemove={() => dispatch({ kind: 'removeCorner', corner })}
        onChoose={() => dispatch({ kind: 'select', zone: state.zone, shape: state.shape, corner })}
      />
      {hasNext(zone, corner) && hasRoom(point, next(shape.polygon, corner), size) && (
        <button
          type="button"
          className={styles.between}
          style={at(middle(point, next(shape.polygon, corner)))}
          aria-label={t('editor.addCorner', { number: corner + 1, context })}
          onClick={() => dispatch({ kind: 'addCorner', after: corner })}
        />
      )}
    </span>
  ));
}

interface CornerProps {
  readonly label: string;
  readonly point: PicturePoint;
  readonly selected: boolean;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly onMove: (to: PicturePoint) => void;
  readonly snap: (to: PicturePoint) => PicturePoint;
  readonly onRemove: () => void;
  readonly onChoose: () => void;
}

function Corner({ label, point, selected, frame, onMove, snap, onRemove, onChoose }: CornerProps) {
  const dragging = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event);
    if (step) onMove([point[0] + step[0], point[1] + step[1]]);
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else return;
    event.preventDefault();
  };
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.current = true;
    onChoose();
  };
  return (
    <button
      type="button"
      className={styles.corner}
      data-selected={selected || undefined}
      style={at(point)}
      aria-label={label}
      onKeyDown={onKeyDown}
      onFocus={onChoose}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (!dragging.current) return;
        const to = pointerPosition(frame, event);
        onMove(event.altKey ? to : snap(to));
      }}
      onPointerUp={() => (dragging.current = false)}
    />
  );
}

const arrows: Record<string, PicturePoint> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const smallStep = 0.002;

/** The step of an arrow key; ten times as large with Shift. */
function stepOf(event: KeyboardEvent): PicturePoint | undefined {
  const arrow = arrows[event.key];
  const step = event.shiftKey ? smallStep * 10 : smallStep;
  return arrow && [arrow[0] * step, arrow[1] * step];
}

const at = ([x, y]: PicturePoint) => ({ left: `${x * 100}%`, top: `${y * 100}%` });
const middle = (a: PicturePoint, b: PicturePoint): PicturePoint => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const next = (polygon: readonly PicturePoint[], corner: number): PicturePoint =>
  polygon[(corner + 1) % polygon.length] ?? [0, 0];

/** The last point of a line is not connected with the first. */
const hasNext = ({ kind, shapes: [shape] }: DraftZone, corner: number): boolean =>
  kind !== 'line' || corner + 1 < (shape?.polygon.length ?? 0);

/** True if the edge is long enough for a third target of 24 px between its corners (WCAG 2.5.8). */
function hasRoom(a: PicturePoint, b: PicturePoint, size: FrameSize): boolean {
  return Math.hypot((a[0] - b[0]) * size.width, (a[1] - b[1]) * size.height) >= 64;
}
