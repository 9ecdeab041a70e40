/**
 * Splits text into lines and never buffers more than `maxLength` characters of one: a longer line yields `undefined`.
 * Line ends are \n or \r\n; a last line without one counts.
 */
export async function* boundedLines(
  chunks: AsyncIterable<string>,
  maxLength: number,
): AsyncGenerator<string | undefined> {
  let rest = '';
  let tooLong = false;
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      yield tooLong || part.length > maxLength ? undefined : part.replace(/\r$/, '');
      tooLong = false;
    }
    if (rest.length > maxLength) {
      tooLong = true;
      rest = '';
    }
  }
  if (tooLong) yield undefined;
  else if (rest !== '') yield rest;
}
