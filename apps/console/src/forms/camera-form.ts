import type { CameraInput } from '@vialog/contracts';
import { ApiFailure } from '../api/call.ts';
import { serverSentences } from '../shell/failure-text.ts';

/** What is typed; text as text, numbers once they are numbers. */
export interface CameraForm {
  readonly name: string;
  readonly code: string;
  readonly url: string;
  readonly lon: number | undefined;
  readonly lat: number | undefined;
  readonly heading: number | undefined;
  readonly timeZone: string;
  readonly owner: string;
  readonly contact: string;
  readonly purpose: string;
  readonly legalBasis: string;
}
export type FormField = keyof CameraForm;

export const emptyForm = (timeZone: string): CameraForm => ({
  name: '',
  code: '',
  url: '',
  lon: undefined,
  lat: undefined,
  heading: undefined,
  timeZone,
  owner: '',
  contact: '',
  purpose: '',
  legalBasis: '',
});

/** What of a camera this form can say; the rest has defaults. */
export type NewCamera = Partial<Pick<CameraInput, 'name' | 'code' | 'position' | 'heading' | 'timeZone'>> & {
  readonly governance: Partial<CameraInput['governance']>;
  readonly stream: Partial<CameraInput['stream']>;
};

/** What the server is sent. A missing position is sent as missing: the server says what it expects. */
export function inputOfForm(form: CameraForm): NewCamera {
  const { owner, contact, purpose, legalBasis } = form;
  return {
    name: form.name,
    ...(form.code.trim() === '' ? {} : { code: form.code.trim() }),
    ...(form.lon === undefined || form.lat === undefined ? {} : { position: [form.lon, form.lat] }),
    ...(form.heading === undefined ? {} : { heading: form.heading }),
    timeZone: form.timeZone,
    governance: { owner, contact, purpose, legalBasis },
    stream: { url: form.url },
  };
}

const fields: Readonly<Record<string, FormField>> = {
  name: 'name',
  code: 'code',
  'stream.url': 'url',
  stream: 'url',
  position: 'lon',
  'position.0': 'lon',
  'position.1': 'lat',
  heading: 'heading',
  timeZone: 'timeZone',
  'governance.owner': 'owner',
  'governance.contact': 'contact',
  'governance.purpose': 'purpose',
  'governance.legalBasis': 'legalBasis',
};
const fieldOfCode: Readonly<Record<string, FormField>> = { STREAM_REFUSED: 'url', CODE_TAKEN: 'code' };

export interface FormProblems {
  readonly at: Readonly<Partial<Record<FormField, string>>>;
  /** What belongs to no field. */
  readonly other: readonly string[];
}

/** The server's complaints, each at its field. */
export function formProblems(error: unknown): FormProblems {
  if (!(error instanceof ApiFailure)) return { at: {}, other: [] };
  if (error.details.length === 0) {
    const field = fieldOfCode[error.code];
    return field ? { at: { [field]: error.message }, other: [] } : { at: {}, other: serverSentences(error) };
  }
  const at: Partial<Record<FormField, string>> = {};
  const other: string[] = [];
  for (const { path, message } of error.details) {
    const field = fields[(path ?? '').replaceAll(/\[(\d+)\]/g, '.$1')];
    // The last of several about one field is the most exact: "empty" comes before "expected a URL like …".
    if (field) at[field] = message;
    else other.push(path ? `${path}: ${message}` : message);
  }
  return { at, other };
}
