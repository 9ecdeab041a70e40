import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Camera } from '@vialog/contracts';
import { ApiError, call } from '../../api/call.ts';
import { forgetCameraDraft, offeredCameraDraft } from '../../forms/camera-draft.ts';
import { inputOfForm, type CameraForm } from '../../forms/camera-form.ts';
import { useFocusFirstError } from '../../forms/form-errors.tsx';
import { formProblems } from '../../forms/form-problems.ts';
import { focusImpossibleNumber } from '../../forms/number-field.tsx';
import { useZoneEditor } from '../../zones/use-zone-editor.ts';
import { inputOf, type DraftZone } from '../../zones/zone-draft.ts';
import { zoneProblems } from '../../zones/zone-problems.ts';
import { invalidStepsOf } from './step-of-field.ts';
import {
  emptyDraft,
  forgetWizard,
  keepWizard,
  openWizard,
  wizardSteps,
  type WizardDraft,
  type WizardStep,
} from './wizard-session.ts';

const usedIds = ['view'];

/** A found camera starts a new draft; otherwise the kept one is opened. */
function openWizardWithOffer(): WizardDraft {
  const offered = offeredCameraDraft();
  if (offered === undefined) return openWizard();
  const empty = emptyDraft();
  return { ...empty, form: { ...empty.form, ...offered } };
}

/** State of the wizard: what was entered, the open step, and the errors of saving. */
export function useWizard() {
  const [opened] = useState(openWizardWithOffer);
  useEffect(() => forgetCameraDraft, []);
  const [form, setForm] = useState(opened.form);
  const [step, setStep] = useState<WizardStep>(opened.step);
  const editor = useZoneEditor(opened.zones, usedIds);
  const { zones } = editor.state;
  const add = useAddCamera(form, zones, setStep);
  useEffect(() => {
    if (!add.isSuccess) keepWizard({ step, form, zones });
  }, [step, form, zones, add.isSuccess]);
  useFocusFirstError(add.error);
  const index = wizardSteps.indexOf(step);
  const isLast = index === wizardSteps.length - 1;
  return {
    form,
    change: (fields: Partial<CameraForm>) => setForm((before) => ({ ...before, ...fields })),
    editor,
    step,
    isFirst: index === 0,
    isLast,
    isTouched: form.name !== '' || form.url !== '' || form.lat !== '' || zones.length > 0,
    open: setStep,
    back: () => setStep(wizardSteps[index - 1] ?? step),
    forward: () => {
      if (focusImpossibleNumber()) return;
      if (isLast) add.mutate();
      else setStep(wizardSteps[index + 1] ?? step);
    },
    startOver: () => {
      forgetWizard();
      setForm(emptyDraft().form);
      editor.dispatch({ kind: 'load', zones: [] });
      add.reset();
      setStep('stream');
    },
    busy: add.isPending,
    error: add.error,
    problems: formProblems(add.error),
    zoneProblems: problemsOfZones(add.error),
    invalidSteps: new Set(invalidStepsOf(add.error)),
  };
}
export type Wizard = ReturnType<typeof useWizard>;

const problemsOfZones = (error: unknown) =>
  error instanceof ApiError ? zoneProblems(error.details).filter((problem) => problem.zone >= 0) : [];

function useAddCamera(form: CameraForm, zones: readonly DraftZone[], onInvalid: (step: WizardStep) => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      call<Camera>('POST', '/v1/cameras', { ...inputOfForm(form), zones: zones.map(inputOf) }),
    onSuccess: async (camera) => {
      forgetWizard();
      await queries.invalidateQueries({ queryKey: ['cameras'] });
      await navigate({ to: '/cameras/$cameraId', params: { cameraId: camera.cameraId } });
    },
    onError: (error) => {
      const [first] = invalidStepsOf(error);
      if (first) onInvalid(first);
    },
  });
}
