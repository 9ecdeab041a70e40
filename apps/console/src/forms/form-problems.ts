import { ApiError } from '../api/call.ts';
import { serverMessages } from '../shell/error-text.ts';
import { formFields, specOf, type FormField } from './camera-form-fields.ts';

export interface FormProblems {
  readonly at: Readonly<Partial<Record<FormField, string>>>;
  /** Messages that belong to no field. */
  readonly other: readonly string[];
}

/** Fields of paths that are wider than one field: a missing position belongs to latitude and longitude. */
const fieldsOfWidePath: Readonly<Record<string, readonly FormField[]>> = {
  stream: ['url'],
  credentials: ['username'],
  position: ['lat', 'lon'],
  plan: ['planMode'],
  model: ['modelId'],
};
const fieldOfCode: Readonly<Record<string, FormField>> = {
  STREAM_REFUSED: 'url',
  CODE_TAKEN: 'code',
  MODEL_NOT_FOUND: 'modelId',
};

/** Assigns the server's error messages to the form fields. */
export function formProblems(error: unknown): FormProblems {
  if (!(error instanceof ApiError)) return { at: {}, other: [] };
  if (error.details.length === 0) {
    const field = fieldOfCode[error.code];
    return field ? { at: { [field]: error.message }, other: [] } : { at: {}, other: serverMessages(error) };
  }
  const at: Partial<Record<FormField, string>> = {};
  const other: string[] = [];
  for (const { path, message } of error.details) {
    const fields = fieldsAt((path ?? '').replaceAll(/\[(\d+)\]/g, '.$1'));
    // Of several messages for one field the last is the most specific: "empty" precedes "expected a URL like …".
    for (const field of fields) at[field] = message;
    if (fields.length === 0) other.push(path ? `${path}: ${message}` : message);
  }
  return { at, other };
}

/** The fields of a path. An item of a list or a class map belongs to its field: `tags.2`, `model.classMap.truck`. */
function fieldsAt(path: string): readonly FormField[] {
  const field = formFields.find((each) => {
    const own = specOf(each).path;
    return path === own || path.startsWith(`${own}.`);
  });
  return field ? [field] : (fieldsOfWidePath[path] ?? []);
}
