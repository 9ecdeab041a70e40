/** The model cannot be converted, or its files do not belong together. The message says what to do. */
export class ConvertError extends Error {
  override readonly name = 'ConvertError';
}
