import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useRef, type Dispatch, type DragEvent, type PointerEvent, type RefObject } from 'react';
import type { LiveTrialResponse, PicturePoint, ZoneCount } from '@vialog/contracts';
import { labelPoint, svgPoints } from '../picture/outline.ts';
import { LineShape } from '../picture/line-shape.tsx';
import { crossingsOf } from '../cameras/crossings.ts';
import { directionLabels, directionNames } from '../cameras/line-directions.ts';
import { useWords } from '../language/language.ts';
import { FrameGround, type BackgroundPicture } from './background.tsx';
import { CornerHandles } from './corner-handles.tsx';
import { pointContext } from './corner-table.tsx';
import { DrawingLayer, type Tool } from './drawing-layer.tsx';
import type { HistoryAction } from './editor-history.ts';
import type { EditorState } from './editor-state.ts';
import { pointerPosition } from './pointer-position.ts';
import type { DraftZone } from './zone-draft.ts';
import styles from './zone-editor.module.css';

interface ShapeCanvasProps {
  readonly state: EditorState;
  readonly dispatch: Dispatch<HistoryAction>;
  readonly still: ImageBitmap | undefined;
  /** Running counts of a live trial. */
  readonly live: LiveTrialResponse | undefined;
  readonly background: BackgroundPicture;
  readonly tool: Tool;
  readonly rowCount: number;
  readonly onDrawn: (polygons: readonly (readonly PicturePoint[])[]) => void;
  readonly onCancel: () => void;
}

/** The frame with all outlines; the selected one has handles. The form beside it has the same functions. */
export function ShapeCanvas({
  state,
  dispatch,
  still,
  live,
  background,
  tool,
  ...drawing
}: ShapeCanvasProps) {
  const { t } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const context = pointContext(state.zones[state.zone]?.kind ?? 'area');
  const both = useMergedRef(frame, ref);
  const drag = useShapeDrag(frame, dispatch);
  const place = { frame, size: { width, height } };
  return (
    <figure className={styles.canvas} aria-label={t('editor.canvas')}>
      <div ref={both} className={styles.frame} {...dropTarget(background.choose)}>
        <FrameGround picture={background.picture ?? still} />
        <svg className={styles.outlines} viewBox="0 0 1600 900" preserveAspectRatio="none" aria-hidden="true">
          <Outlines state={state} live={live} drag={drag} />
        </svg>
        {tool === 'select' ? (
          <CornerHandles {...place} state={state} dispatch={dispatch} />
        ) : (
          <DrawingLayer
            key={tool}
            {...place}
            tool={tool}
            count={drawing.rowCount}
            outlines={state.zones.flatMap((zone) => zone.shapes.map((shape) => shape.polygon))}
            onDrawn={drawing.onDrawn}
            onCancel={drawing.onCancel}
          />
        )}
      </div>
      <figcaption className={styles.hint}>
        {background.picture && <strong>{t('editor.screenshotHint')} </strong>}
        {!background.picture && still === undefined && <strong>{t('editor.noPicture')} </strong>}
        {tool === 'select' ? t('editor.hint', { context }) : t(`editor.toolHint.${tool}`)}
      </figcaption>
    </figure>
  );
}

interface OutlinesProps extends Pick<ShapeCanvasProps, 'state' | 'live'> {
  readonly drag: ReturnType<typeof useShapeDrag>;
}

function Outlines({ state, live, drag }: OutlinesProps) {
  return state.zones.map((zone, index) => (
    <ZoneShapes
      key={zone.zoneId}
      zone={zone}
      index={index}
      state={state}
      drag={drag}
      count={live?.zones.find(({ zoneId }) => zoneId === zone.zoneId)}
    />
  ));
}

/** A picture that is dropped on the frame becomes its background. */
const dropTarget = (onPicture: (file: File) => void) => ({
  onDragOver: (event: DragEvent) => event.preventDefault(),
  onDrop: (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file) onPicture(file);
  },
});

interface ZoneShapesProps {
  readonly zone: DraftZone;
  readonly index: number;
  readonly state: EditorState;
  readonly drag: ReturnType<typeof useShapeDrag>;
  /** Running counts of the zone in a live trial. */
  readonly count: ZoneCount | undefined;
}

function ZoneShapes(props: ZoneShapesProps) {
  return props.zone.kind === 'line' ? <LineZone {...props} /> : <AreaShapes {...props} />;
}

/** A line with a wide invisible line under the pointer. */
function LineZone({ zone, index, state, drag, count }: ZoneShapesProps) {
  const { t, tag } = useWords();
  const line = zone.shapes[0]?.polygon ?? [];
  const crossings = count && crossingsOf(count);
  return (
    <g data-selected={index === state.zone || undefined}>
      <LineShape
        line={line}
        name={zone.name}
        labels={directionLabels(directionNames(zone.directions, t), crossings, tag)}
        crossings={crossings}
      />
      <polyline className={styles.lineTarget} points={svgPoints(line)} {...drag(index, 0)} />
    </g>
  );
}

function AreaShapes({ zone, index, state, drag }: ZoneShapesProps) {
  const first = zone.shapes[0]?.polygon ?? [];
  const [x, y] = labelPoint(first);
  return (
    <g data-selected={index === state.zone || undefined}>
      {zone.shapes.map((shape, at) => (
        <polygon
          key={at}
          className={styles.shape}
          data-selected={(index === state.zone && at === state.shape) || undefined}
          points={svgPoints(shape.polygon)}
          {...drag(index, at)}
        />
      ))}
      {zone.kind === 'area' && (
        <text className={styles.label} x={x} y={y}>
          {zone.name}
        </text>
      )}
    </g>
  );
}

/** Pressing a shape selects it, dragging moves it. */
function useShapeDrag(frame: RefObject<HTMLElement | null>, dispatch: Dispatch<HistoryAction>) {
  const last = useRef<PicturePoint | undefined>(undefined);
  return (zone: number, shape: number) => ({
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = pointerPosition(frame, event);
      dispatch({ kind: 'select', zone, shape });
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      if (!last.current || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
      const here = pointerPosition(frame, event);
      dispatch({ kind: 'moveShape', by: [here[0] - last.current[0], here[1] - last.current[1]] });
      last.current = here;
    },
    onPointerUp: () => (last.current = undefined),
  });
}
