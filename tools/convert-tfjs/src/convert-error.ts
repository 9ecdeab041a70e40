/** A model this tool cannot convert, or files that do not fit together. The message says what to do. */
export class ConvertError extends Error {
  override readonly name = 'ConvertError';
}
