import type { StreamProbe } from '@vialog/contracts';
import { emptyForm, type CameraForm } from '../../forms/camera-form.ts';
import type { FormField } from '../../forms/camera-form-fields.ts';
import type { OpenedStills } from '../../stills/is-granted.ts';
import type { DraftZone } from '../../zones/zone-draft.ts';

export const wizardSteps = ['stream', 'place', 'zones', 'details'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** What was entered in the wizard, and what the server said about the stream. */
export interface WizardDraft {
  readonly step: WizardStep;
  readonly form: CameraForm;
  readonly zones: readonly DraftZone[];
  /** What the last test of this stream found. */
  readonly probe?: StreamProbe | undefined;
  /** The grant for pictures of this stream. */
  readonly opened?: OpenedStills | undefined;
  /** The reason that was given for seeing pictures. */
  readonly reason: string;
  /** A smaller stream of the device that was found by ONVIF, and the stream to which it belongs. */
  readonly substream?: { readonly of: string; readonly url: string } | undefined;
  /** Fields that were left out when the draft was stored, because they may contain a secret. */
  readonly withheld: readonly FormField[];
}

export const emptyDraft = (): WizardDraft => ({
  step: 'stream',
  form: emptyForm(Intl.DateTimeFormat().resolvedOptions().timeZone),
  zones: [],
  reason: '',
  withheld: [],
});

/** A URL with a user name, or with a parameter that may be a secret. */
const secretInUrl = /\/\/[^/?#]*@|[?&;][^=&;]*(pass|pwd|psw|token|key|secret|auth|sig)[^=&;]*=/i;

/** The draft without passwords, as it may be stored. A URL that may contain a secret is left out as a whole. */
export function withoutSecrets({ form, ...draft }: WizardDraft): WizardDraft {
  const secrets: FormField[] = [];
  if (secretInUrl.test(form.url)) secrets.push('url');
  if (form.password !== '') secrets.push('password');
  const kept = Object.fromEntries(secrets.map((field) => [field, '']));
  const missing = draft.withheld.filter((field) => form[field] === '');
  return { ...draft, form: { ...form, ...kept }, withheld: [...new Set([...missing, ...secrets])] };
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
