import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { SyntheticEvent } from 'react';
import type { CameraResponse } from '@vialog/contracts';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from '../../forms/camera-form.module.css';
import {
  CameraFields,
  CountingFields,
  DeviceFields,
  GovernanceFields,
  LocationFields,
  StreamFields,
} from '../../forms/camera-fields.tsx';
import { PositionMap } from '../../forms/position-map.tsx';
import { cameraQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';
import { useUnsavedChangesPrompt } from '../../forms/unsaved-changes.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { EditOutcome } from './edit-outcome.tsx';
import { useEditCamera } from './use-edit-camera.ts';

/** The room in which the fields of a camera are edited; zones have a separate room. */
export function EditCameraRoom() {
  const { cameraId } = useParams({ from: '/cameras/$cameraId/edit' });
  const camera = useQuery({ ...cameraQuery(cameraId), refetchOnWindowFocus: false });
  if (camera.isPending) return <LoadingNotice />;
  if (!camera.data) return <ErrorNotice isPage error={camera.error} onRetry={() => void camera.refetch()} />;
  if (camera.data.lifecycle === 'retired') return <Retired cameraId={cameraId} />;
  return <Editor key={cameraId} opened={camera.data} />;
}

function Editor({ opened }: { opened: CameraResponse }) {
  const { t } = useWords();
  usePageTitle(t('edit.title', { name: opened.name }));
  const edit = useEditCamera(opened);
  useUnsavedChangesPrompt(edit.changed, t('edit.confirmDiscard'));
  const { camera, form, change } = edit;
  const fields = { form, problems: edit.problems.at, change };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    edit.save();
  };
  return (
    <div className={styles.room}>
      <BackLink cameraId={camera.cameraId} />
      <h1 className={styles.title}>{t('edit.title', { name: camera.name })}</h1>
      <p className={styles.lead}>{t('edit.lead')}</p>
      <form onSubmit={submit} className={styles.columns} noValidate>
        <div className={styles.fields}>
          <CameraFields {...fields} />
          <StreamFields {...fields} hasCredentials={camera.hasCredentials} cameraId={camera.cameraId} />
          <CountingFields {...fields} />
          <DeviceFields {...fields} />
        </div>
        <div className={styles.fields}>
          <LocationFields {...fields} />
          <PositionMap form={form} change={change} />
          <GovernanceFields {...fields} />
        </div>
        <EditOutcome edit={edit} />
      </form>
    </div>
  );
}

function BackLink({ cameraId }: { cameraId: string }) {
  const { t } = useWords();
  return (
    <Link to="/cameras/$cameraId" params={{ cameraId }} className={styles.back}>
      {t('edit.back')}
    </Link>
  );
}

function Retired({ cameraId }: { cameraId: string }) {
  const { t } = useWords();
  return (
    <EmptyNotice isPage title={t('edit.retired')}>
      <span>{t('edit.retiredHint')}</span>
      <BackLink cameraId={cameraId} />
    </EmptyNotice>
  );
}
