import { useMutation } from '@tanstack/react-query';
import type { StreamProbe } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import type { CameraForm } from '../../forms/camera-form.ts';
import { streamOfForm } from '../../forms/stream-of-form.ts';
import { withResult } from './change-draft.ts';
import type { WizardDraftModel } from './use-wizard-draft.ts';

/** The test of the stream that is entered. Its result stays until another stream is entered. */
export function useStreamProbe({ draft, setDraft, change }: WizardDraftModel) {
  const test = useMutation({
    mutationFn: (form: CameraForm) => call<StreamProbe>('POST', '/v1/streams/probe', streamOfForm(form)),
    onSuccess: (probe, form) => setDraft((before) => withResult(before, form, { probe })),
  });
  return {
    found: draft.probe,
    isRunning: test.isPending,
    error: test.error,
    run: () => test.mutate(draft.form),
    /** Enters other fields of the stream and tests it again. */
    runWith: (fields: Partial<CameraForm>) => {
      change(fields);
      test.mutate({ ...draft.form, ...fields });
    },
  };
}
export type StreamTest = ReturnType<typeof useStreamProbe>;
