import { emptyForm, type CameraForm } from '../../forms/camera-form.ts';
import type { DraftZone } from '../../zones/zone-draft.ts';

export const wizardSteps = ['stream', 'place', 'zones', 'details'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** What was entered in the wizard. */
export interface WizardDraft {
  readonly step: WizardStep;
  readonly form: CameraForm;
  readonly zones: readonly DraftZone[];
}

export const emptyDraft = (): WizardDraft => ({
  step: 'stream',
  form: emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone),
  zones: [],
});

/** A URL with a user name, or with a parameter that may be a secret. */
const secretInUrl = /\/\/[^/?#]*@|[?&;][^=&;]*(pass|pwd|psw|token|key|secret|auth|sig)[^=&;]*=/i;

/** The draft without passwords, as it may be stored. A URL that may contain a secret is left out as a whole. */
export function withoutSecrets({ form, ...draft }: WizardDraft): WizardDraft {
  const url = secretInUrl.test(form.url) ? '' : form.url;
  return { ...draft, form: { ...form, url, password: '' } };
}

const storageKey = 'vialog.wizard';

/** Keeps the draft in this tab, so that a reload loses nothing but passwords. */
export function keepWizard(draft: WizardDraft): void {
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(withoutSecrets(draft)));
  } catch {
    // The browser forbids storage: the draft is lost on reload.
  }
}

export function forgetWizard(): void {
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Nothing was stored.
  }
}

/** The kept draft, or an empty one. */
export function openWizard(): WizardDraft {
  const empty = emptyDraft();
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Partial<WizardDraft> | null;
    if (!kept || !wizardSteps.includes(kept.step ?? 'stream')) return empty;
    return { ...empty, ...kept, form: { ...empty.form, ...kept.form } };
  } catch {
    return empty;
  }
}
