import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { Camera } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { useWords } from '../../language/language.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import styles from '../../forms/camera-form.module.css';
import { emptyForm, inputOfForm, type CameraForm } from '../../forms/camera-form.ts';
import { formProblems } from '../../forms/form-problems.ts';
import {
  CameraFields,
  CountingFields,
  DeviceFields,
  GovernanceFields,
  LocationFields,
  StreamFields,
} from '../../forms/camera-fields.tsx';
import { FormErrors, useFocusFirstError } from '../../forms/form-errors.tsx';
import { PositionMap } from '../../forms/position-map.tsx';

/** The room in which a camera is registered. Errors are shown at their fields. */
export function AddCameraRoom() {
  const { t } = useWords();
  usePageTitle(t('add.title'));
  const [form, setForm] = useState(() => emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone));
  const add = useAddCamera(form);
  useFocusFirstError(add.error);
  const problems = formProblems(add.error);
  const change = (fields: Partial<CameraForm>) => setForm((current) => ({ ...current, ...fields }));
  const fields = { form, problems: problems.at, change };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <div className={styles.room}>
      <h1 className={styles.title}>{t('add.title')}</h1>
      <p className={styles.lead}>{t('add.lead')}</p>
      <form onSubmit={submit} className={styles.columns} noValidate>
        <div className={styles.fields}>
          <CameraFields {...fields} isNew />
          <StreamFields {...fields} />
          <CountingFields {...fields} />
          <DeviceFields {...fields} />
        </div>
        <div className={styles.fields}>
          <LocationFields {...fields} />
          <PositionMap form={form} change={change} />
          <GovernanceFields {...fields} />
        </div>
        <div className={styles.outcome}>
          {add.error && <FormErrors title={t('add.failed')} error={add.error} problems={problems} />}
          <Button type="submit" loading={add.isPending}>
            {t('add.submit')}
          </Button>
        </div>
      </form>
    </div>
  );
}

function useAddCamera(form: CameraForm) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => call<Camera>('POST', '/v1/cameras', inputOfForm(form)),
    onSuccess: async (camera) => {
      await queries.invalidateQueries({ queryKey: ['cameras'] });
      await navigate({ to: '/cameras/$cameraId/zones', params: { cameraId: camera.cameraId } });
    },
  });
}
