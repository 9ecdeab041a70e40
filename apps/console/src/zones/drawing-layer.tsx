import { useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { PicturePoint } from '@vialog/contracts';
import { useWords } from '../language/language.ts';
import { svgPoints } from '../picture/outline.ts';
import { pointerPosition } from './pointer-position.ts';
import { snapPoint, type FrameSize } from './snap.ts';
import { divide, insidePicture, pointLimits } from './zone-draft.ts';
import styles from './zone-editor.module.css';

/** What the pointer does in the frame: select and move, or draw a rectangle, a row of spaces, a polygon or a line. */
export type Tool = 'select' | 'rectangle' | 'row' | 'polygon' | 'line';

/** Tools that draw point by point, with the number of points from which the drawing can be finished. */
const minPoints: Partial<Record<Tool, number>> = { polygon: pointLimits.area[0], line: pointLimits.line[0] };

interface DrawingLayerProps {
  readonly tool: Exclude<Tool, 'select'>;
  /** Spaces in a row. */
  readonly count: number;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly size: FrameSize;
  /** Outlines to snap to. */
  readonly outlines: readonly (readonly PicturePoint[])[];
  readonly onDrawn: (polygons: readonly (readonly PicturePoint[])[]) => void;
  readonly onCancel: () => void;
}

/** Lies over the frame while something is drawn. Buttons and number fields beside the frame do the same without a pointer. */
export function DrawingLayer(props: DrawingLayerProps) {
  const { t } = useWords();
  const { tool, onCancel } = props;
  const drawing = useDrawing(props);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onCancel();
    if (event.key === 'Enter') return drawing.finish();
    if (event.key === 'Backspace') drawing.removeLast();
  };
  return (
    <div
      className={styles.drawing}
      role="application"
      aria-label={t(`editor.tool.${tool}`)}
      tabIndex={0}
      ref={(element) => element?.focus({ preventScroll: true })}
      onKeyDown={onKeyDown}
      onPointerDown={drawing.onPointerDown}
      onPointerMove={drawing.onPointerMove}
      onPointerUp={drawing.onPointerUp}
      onDoubleClick={drawing.finish}
    >
      <svg className={styles.outlines} viewBox="0 0 1600 900" preserveAspectRatio="none" aria-hidden="true">
        {drawing.preview.map((outline, index) =>
          props.tool === 'line' ? (
            <polyline key={index} className={styles.previewLine} points={svgPoints(outline)} />
          ) : (
            <polygon key={index} className={styles.preview} points={svgPoints(outline)} />
          ),
        )}
      </svg>
      {drawing.canFinish && (
        <button
          type="button"
          className={styles.finish}
          onPointerDown={(event) => event.stopPropagation()}
          onPointerUp={(event) => event.stopPropagation()}
          onClick={drawing.finish}
        >
          {t('editor.finish')}
        </button>
      )}
    </div>
  );
}

function useDrawing({ tool, count, frame, size, outlines, onDrawn }: DrawingLayerProps) {
  const [points, setPoints] = useState<readonly PicturePoint[]>([]);
  const [pointer, setPointer] = useState<PicturePoint>();
  const at = (event: PointerEvent) =>
    insidePicture(
      event.altKey ? pointerPosition(frame, event) : snapPoint(pointerPosition(frame, event), outlines, size),
    );
  const shape = { tool, count, size };
  const min = minPoints[tool];
  const finish = () => {
    if (points.length >= (min ?? Infinity)) onDrawn([points]);
  };
  return {
    preview: previewOf(shape, points, pointer),
    finish,
    /** A finger has no Enter key and no double click. */
    canFinish: points.length >= (min ?? Infinity),
    removeLast: () => setPoints(points.slice(0, -1)),
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const here = at(event);
      if (min !== undefined) {
        if (tool === 'polygon' && points.length >= min && isClose(here, points[0], size))
          return onDrawn([points]);
        if (isClose(here, points.at(-1), size)) return;
        const drawn = [...points, here];
        if (tool === 'line' && drawn.length >= pointLimits.line[1]) return onDrawn([drawn]);
        setPoints(drawn);
        return;
      }
      event.currentTarget.setPointerCapture(event.pointerId);
      setPoints([here]);
      setPointer(here);
    },
    onPointerMove: (event: PointerEvent) => setPointer(at(event)),
    onPointerUp: (event: PointerEvent) => {
      const from = points[0];
      if (min !== undefined || !from) return;
      const to = at(event);
      setPoints([]);
      if (isLargeEnough(from, to, size)) onDrawn(shapesBetween(shape, from, to));
    },
  };
}

interface Shape {
  readonly tool: Tool;
  readonly count: number;
  readonly size: FrameSize;
}

function previewOf(
  shape: Shape,
  points: readonly PicturePoint[],
  pointer: PicturePoint | undefined,
): readonly (readonly PicturePoint[])[] {
  const from = points[0];
  if (!from || !pointer) return points.length > 0 ? [points] : [];
  return minPoints[shape.tool] !== undefined ? [[...points, pointer]] : shapesBetween(shape, from, pointer);
}

/** A rectangle, or for a row its spaces side by side along the longer side. */
export function shapesBetween(
  { tool, count, size }: Shape,
  from: PicturePoint,
  to: PicturePoint,
): PicturePoint[][] {
  const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  const corners: PicturePoint[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
  if (tool !== 'row') return [corners];
  const isUpright = (bottom - top) * size.height > (right - left) * size.width;
  return divide(isUpright ? [...corners.slice(1), ...corners.slice(0, 1)] : corners, count);
}

const isClose = (a: PicturePoint, b: PicturePoint | undefined, size: FrameSize): boolean =>
  b !== undefined && Math.hypot((a[0] - b[0]) * size.width, (a[1] - b[1]) * size.height) <= 10;

/** A click without a drag draws nothing. */
const isLargeEnough = (a: PicturePoint, b: PicturePoint, size: FrameSize): boolean =>
  Math.abs(a[0] - b[0]) * size.width >= 8 && Math.abs(a[1] - b[1]) * size.height >= 8;
