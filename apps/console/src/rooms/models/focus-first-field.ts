/** Ref of a form that opens: its first field gets the focus, which also scrolls it into view. */
export function focusFirstField(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('select:enabled, input')?.focus();
}
