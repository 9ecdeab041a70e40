/** Focuses the first field with an error; false where there is none. */
export function focusWrongField(form: HTMLFormElement): boolean {
  const field = form.querySelector<HTMLElement>('[aria-invalid="true"], [data-impossible]');
  field?.focus();
  return field !== null;
}
