import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useReducer } from 'react';
import type { Camera } from '@vialog/contracts';
import { cameraQuery, versionsQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { useUnsavedChangesPrompt } from '../../forms/unsaved-changes.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { EditorBar } from './editor-bar.tsx';
import { editorReducer, emptyEditor } from './editor-state.ts';
import { ShapeCanvas } from './shape-canvas.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from './zone-editor.module.css';
import { useSaveZones } from './use-save-zones.ts';
import { draftsOf } from './zone-draft.ts';
import { ZoneForm } from './zone-form.tsx';
import { ZoneList } from './zone-list.tsx';

/** The room in which the zones of a camera are drawn. */
export function ZoneEditorRoom() {
  const { cameraId } = useParams({ from: '/cameras/$cameraId/zones' });
  const camera = useQuery({ ...cameraQuery(cameraId), refetchOnWindowFocus: false });
  if (camera.isPending) return <LoadingNotice />;
  if (!camera.data) return <ErrorNotice error={camera.error} onRetry={() => void camera.refetch()} />;
  return <Editor key={cameraId} camera={camera.data} />;
}

function Editor({ camera }: { camera: Camera }) {
  const { t } = useWords();
  usePageTitle(t('editor.title', { name: camera.name }));
  const [state, dispatch] = useReducer(editorReducer, camera, (from) =>
    editorReducer(emptyEditor, { kind: 'load', zones: draftsOf(from) }),
  );
  const versions = useQuery(versionsQuery(camera.cameraId));
  const usedIds = (versions.data ?? [camera]).flatMap((version) => version.zones.map((zone) => zone.zoneId));
  const save = useSaveZones(camera, state, dispatch);
  useUnsavedChangesPrompt(state.changed, t('editor.confirmDiscard'));
  const selected = state.zones[state.zone];
  return (
    <div className={styles.room}>
      <EditorBar camera={camera} state={state} save={save} dispatch={dispatch} />
      <div className={styles.columns}>
        <ShapeCanvas camera={camera} state={state} dispatch={dispatch} />
        <div className={styles.side}>
          <ZoneList state={state} problems={save.problems} usedIds={usedIds} dispatch={dispatch} />
          {selected && (
            <ZoneForm
              key={state.zone}
              zone={selected}
              state={state}
              problems={save.problems.filter((problem) => problem.zone === state.zone)}
              dispatch={dispatch}
            />
          )}
        </div>
      </div>
    </div>
  );
}
