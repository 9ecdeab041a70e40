import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraResponse } from '@vialog/contracts';
import { changesOf, formOf, type CameraForm } from '../../forms/camera-form.ts';
import { formProblems } from '../../forms/form-problems.ts';
import { useFocusFirstError } from '../../forms/form-errors.tsx';
import { call } from '../../api/call.ts';

/** State of the edit form, compared with the camera as it was opened or last saved. */
export function useEditCamera(opened: CameraResponse) {
  const queries = useQueryClient();
  const [{ camera, form }, setState] = useState({ camera: opened, form: formOf(opened) });
  const changes = changesOf(camera, form);
  const show = (newest: CameraResponse) => setState({ camera: newest, form: formOf(newest) });
  const save = useMutation({
    mutationFn: () => call<CameraResponse>('PATCH', `/v1/cameras/${camera.cameraId}`, changes),
    onSuccess: async (saved) => {
      show(saved);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['camera', saved.cameraId] }),
        queries.invalidateQueries({ queryKey: ['cameras'] }),
      ]);
    },
  });
  useFocusFirstError(save.error);
  return {
    camera,
    form,
    change: (fields: Partial<CameraForm>) =>
      setState((before) => ({ ...before, form: { ...before.form, ...fields } })),
    changed: Object.keys(changes).length > 0,
    save: () => save.mutate(),
    discard: () => {
      save.reset();
      show(camera);
    },
    busy: save.isPending,
    error: save.error,
    problems: formProblems(save.error),
    saved: save.data,
  };
}
export type EditCamera = ReturnType<typeof useEditCamera>;
