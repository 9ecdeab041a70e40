import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { Camera } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { useWords } from '../../language/language.ts';
import styles from '../../forms/camera-form.module.css';
import { emptyForm, formProblems, inputOfForm, type CameraForm } from '../../forms/camera-form.ts';
import { WhatFields, WhereFields, WhyFields } from '../../forms/camera-fields.tsx';
import { OtherProblems, useFocusComplaint } from '../../forms/form-errors.tsx';
import { PositionMap } from '../../forms/position-map.tsx';

/** Registers a camera; what does not fit is said at its field. */
export function AddCameraRoom() {
  const { t } = useWords();
  const [form, setForm] = useState(() => emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone));
  const add = useAddCamera(form);
  useFocusComplaint(add.error);
  const problems = formProblems(add.error);
  const change = (fields: Partial<CameraForm>) => setForm((before) => ({ ...before, ...fields }));
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
          <WhatFields form={form} problems={problems.at} change={change} />
          <WhyFields form={form} problems={problems.at} change={change} />
        </div>
        <div className={styles.fields}>
          <WhereFields form={form} problems={problems.at} change={change} />
          <PositionMap lon={form.lon} lat={form.lat} onPick={(lon, lat) => change({ lon, lat })} />
        </div>
        <div className={styles.outcome}>
          {add.error && <OtherProblems own={t('add.other')} error={add.error} problems={problems} />}
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
