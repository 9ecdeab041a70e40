import { useState } from 'react';
import type { LiveTrialResponse, PicturePoint, ZoneKind } from '@vialog/contracts';
import { parseNumber, isImpossible } from '../forms/number-text.ts';
import { useWords } from '../language/language.ts';
import { useBackgroundPicture } from './background.tsx';
import type { Tool } from './drawing-layer.tsx';
import { EditorTools, rowRange } from './editor-tools.tsx';
import type { LineSampling } from './line-fields.tsx';
import { ShapeCanvas } from './shape-canvas.tsx';
import { useEditorKeys, type ZoneEditorModel } from './use-zone-editor.ts';
import { ZoneForm, type SitePlace } from './zone-form.tsx';
import { newZoneName, ZoneList } from './zone-list.tsx';
import type { ZoneProblem } from './zone-problems.ts';
import styles from './zone-editor.module.css';

interface ZoneEditorProps {
  /** Name of the camera. */
  readonly name: string;
  /** Where a site is that is created for a zone. */
  readonly place: SitePlace;
  readonly editor: ZoneEditorModel;
  readonly problems: readonly ZoneProblem[];
  /** Sampling of the camera, for what lines need. */
  readonly sampling?: LineSampling;
  /** A picture of the camera; undefined where there is none. */
  readonly still: ImageBitmap | undefined;
  /** Running counts of a live trial, shown at the lines. */
  readonly live?: LiveTrialResponse | undefined;
}

/** Draws the zones of a camera: tools, frame, list of zones and the form of the selected one. */
export function ZoneEditor({ name, place, editor, problems, still, sampling, live }: ZoneEditorProps) {
  const { state, dispatch, usedIds, selected } = editor;
  const background = useBackgroundPicture();
  const drawing = useDrawingTool(editor);
  useEditorKeys(editor, background.choose);
  return (
    <>
      <EditorTools name={name} editor={editor} background={background} {...drawing.choice} />
      <div className={styles.columns}>
        <ShapeCanvas
          state={state}
          dispatch={dispatch}
          still={still}
          live={live}
          background={background}
          tool={drawing.choice.tool}
          rowCount={drawing.rowCount}
          onDrawn={drawing.onDrawn}
          onCancel={drawing.onCancel}
        />
        <div className={styles.side}>
          <ZoneList state={state} problems={problems} usedIds={usedIds} dispatch={dispatch} />
          {selected && (
            <ZoneForm
              key={state.zone}
              zone={selected}
              state={state}
              place={place}
              problems={problems.filter((problem) => problem.zone === state.zone)}
              dispatch={dispatch}
              sampling={sampling}
            />
          )}
        </div>
      </div>
    </>
  );
}

const zoneKindOf = (tool: Tool): ZoneKind => {
  if (tool === 'line') return 'line';
  return tool === 'row' ? 'bays' : 'area';
};

/** The chosen tool. A drawn shape becomes a new zone, and the tool is put down. */
function useDrawingTool({ state, dispatch, usedIds }: ZoneEditorModel) {
  const { t } = useWords();
  const [tool, setTool] = useState<Tool>('select');
  const [rowText, setRowText] = useState('10');
  const count = isImpossible(rowText, rowRange) ? undefined : parseNumber(rowText);
  const onDrawn = (polygons: readonly (readonly PicturePoint[])[]) => {
    const zoneKind = zoneKindOf(tool);
    const number = state.zones.filter((zone) => zone.kind === zoneKind).length + 1;
    const name = t(newZoneName[zoneKind], { number });
    dispatch({ kind: 'addZone', zoneKind, name, usedIds, polygons });
    setTool('select');
  };
  return {
    choice: { tool, onTool: setTool, rowText, onRowText: setRowText },
    rowCount: Math.round(count ?? rowRange[0]),
    onDrawn,
    onCancel: () => setTool('select'),
  };
}
