/** Fault details of streams are written without capital letter and full stop. A URL at the start stays as it is. */
export function sentence(detail: string): string {
  const text = /^[a-z]+:\S/.test(detail) ? detail : detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
