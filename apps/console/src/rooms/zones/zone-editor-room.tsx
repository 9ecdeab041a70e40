import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Camera } from '@vialog/contracts';
import { cameraQuery, versionsQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { numberText } from '../../forms/number-text.ts';
import { useUnsavedChangesPrompt } from '../../forms/unsaved-changes.ts';
import { ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { useZoneEditor, type ZoneEditorModel } from '../../zones/use-zone-editor.ts';
import { draftsOf } from '../../zones/zone-draft.ts';
import { ZoneEditor } from '../../zones/zone-editor.tsx';
import styles from '../../zones/zone-editor.module.css';
import { forgetDrawing, keepDrawing, keptDrawing } from '../../zones/zone-session.ts';
import { EditorBar } from './editor-bar.tsx';
import { PictureBar } from '../../stills/picture-bar.tsx';
import { livePathOf, useLiveTrial } from '../../stills/use-live-trial.ts';
import { useCameraStills } from './use-camera-stills.ts';
import { useLineSampling } from './use-line-sampling.ts';
import { useSaveZones } from './use-save-zones.ts';

/** The room in which the zones of a camera are drawn. */
export function ZoneEditorRoom() {
  const { cameraId } = useParams({ from: '/cameras/$cameraId/zones' });
  const camera = useQuery({ ...cameraQuery(cameraId), refetchOnWindowFocus: false });
  if (camera.isPending) return <LoadingNotice />;
  if (!camera.data) return <ErrorNotice isPage error={camera.error} onRetry={() => void camera.refetch()} />;
  return <Editor key={cameraId} camera={camera.data} />;
}

function Editor({ camera }: { camera: Camera }) {
  const { t } = useWords();
  usePageTitle(t('editor.title', { name: camera.name }));
  const versions = useQuery(versionsQuery(camera.cameraId));
  const usedIds = (versions.data ?? [camera]).flatMap((version) => version.zones.map((zone) => zone.zoneId));
  const [initial] = useState(() => draftsOf(camera));
  const editor = useZoneEditor(initial, usedIds);
  const save = useSaveZones(camera, editor.state, editor.dispatch);
  useUnsavedChangesPrompt(editor.state.changed, t('editor.confirmDiscard'));
  const stills = useCameraStills(camera);
  const live = useLiveTrial({ path: livePathOf(stills), zones: editor.state.zones });
  const sampling = useLineSampling(camera);
  const [lon, lat] = camera.position;
  return (
    <div className={styles.room}>
      <EditorBar camera={camera} state={editor.state} save={save} dispatch={editor.dispatch} />
      <KeptDrawingOffer camera={camera} editor={editor} />
      <PictureBar stills={stills} live={live} zones={editor.state.zones} />
      <ZoneEditor
        name={camera.name}
        place={{ lat: numberText(lat), lon: numberText(lon), timeZone: camera.timeZone }}
        editor={editor}
        problems={save.problems}
        sampling={sampling}
        still={stills.picture}
        live={live.numbers}
      />
    </div>
  );
}

/** Keeps an unsaved drawing in this tab, and offers it after a reload. */
function KeptDrawingOffer({ camera, editor }: { camera: Camera; editor: ZoneEditorModel }) {
  const { t } = useWords();
  const [kept, setKept] = useState(() => keptDrawing(camera.cameraId));
  const { zones, changed } = editor.state;
  const [wasChanged, setWasChanged] = useState(false);
  useEffect(() => {
    if (changed) keepDrawing(camera.cameraId, { zones, version: camera.version });
    else if (wasChanged) forgetDrawing(camera.cameraId);
    setWasChanged(changed);
  }, [camera, zones, changed, wasChanged]);
  if (!kept || changed || wasChanged) return null;
  const restore = () => {
    editor.dispatch({ kind: 'replaceAll', zones: kept.zones });
    setKept(undefined);
  };
  const discard = () => {
    forgetDrawing(camera.cameraId);
    setKept(undefined);
  };
  return (
    <div className={styles.kept} role="status">
      <span>{t(kept.version === camera.version ? 'editor.kept' : 'editor.keptOlder')}</span>
      <Button size="xs" onClick={restore}>
        {t('editor.restore')}
      </Button>
      <Button size="xs" variant="default" onClick={discard}>
        {t('editor.discardKept')}
      </Button>
    </div>
  );
}
