import { useEffect, useState } from 'react';
import { forgetOfferedCamera, offeredCamera } from '../../forms/camera-draft.ts';
import type { CameraForm } from '../../forms/camera-form.ts';
import { useZoneEditor } from '../../zones/use-zone-editor.ts';
import { withFields } from './change-draft.ts';
import {
  emptyDraft,
  forgetWizard,
  keepWizard,
  openWizard,
  type WizardDraft,
  type WizardStep,
} from './wizard-session.ts';

const usedIds = ['view'];

/** A found camera starts a new draft, or completes the kept one if it was searched for from there. */
function openWizardWithOffer(): WizardDraft {
  const offered = offeredCamera();
  if (offered === undefined) return openWizard();
  const start = offered.continues ? { ...openWizard(), step: 'stream' as const } : emptyDraft();
  const name = start.form.name === '' ? offered.fields.name : start.form.name;
  const draft = withFields(start, name === undefined ? offered.fields : { ...offered.fields, name });
  return { ...draft, substream: offered.substream };
}

/** What is entered in the wizard. It is kept in this tab until the camera is registered. */
export function useWizardDraft() {
  const [draft, setDraft] = useState(openWizardWithOffer);
  const [isSaved, setSaved] = useState(false);
  useEffect(() => forgetOfferedCamera, []);
  const editor = useZoneEditor(draft.zones, usedIds);
  const { zones } = editor.state;
  useEffect(() => {
    if (!isSaved) keepWizard({ ...draft, zones });
  }, [draft, zones, isSaved]);
  const { form } = draft;
  return {
    draft,
    setDraft,
    editor,
    isTouched: form.name !== '' || form.url !== '' || form.lat !== '' || zones.length > 0,
    change: (fields: Partial<CameraForm>) => setDraft((before) => withFields(before, fields)),
    open: (step: WizardStep) => setDraft((before) => ({ ...before, step })),
    finish: () => {
      setSaved(true);
      forgetWizard();
    },
    clear: () => {
      forgetWizard();
      setDraft(emptyDraft());
      editor.dispatch({ kind: 'load', zones: [] });
    },
  };
}
export type WizardDraftModel = ReturnType<typeof useWizardDraft>;
