import type { CameraForm } from '../../forms/camera-form.ts';
import { isSameStream } from '../../forms/stream-of-form.ts';
import type { WizardDraft } from './wizard-session.ts';

/** The draft with other fields. Another stream ends what was found out about the last one: its test and its picture. */
export function withFields(draft: WizardDraft, fields: Partial<CameraForm>): WizardDraft {
  const form = { ...draft.form, ...fields };
  const changed = { ...draft, form };
  return isSameStream(draft.form, form) ? changed : { ...changed, probe: undefined, opened: undefined };
}

/** The draft with a result about a stream; unchanged if another stream was entered in the meantime. */
export const withResult = (
  draft: WizardDraft,
  sent: CameraForm,
  result: Pick<WizardDraft, 'probe'> | Pick<WizardDraft, 'opened' | 'reason'>,
): WizardDraft => (isSameStream(draft.form, sent) ? { ...draft, ...result } : draft);
