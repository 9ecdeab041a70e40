/**
 * Cuts text into lines without ever keeping more than `most` characters of one: of a longer line `undefined` is given,
 * and its number is counted like any other. Line ends are \n or \r\n; a last line without one counts.
 */
export async function* boundedLines(
  chunks: AsyncIterable<string>,
  most: number,
): AsyncGenerator<string | undefined> {
  let rest = '';
  let tooLong = false;
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      yield tooLong || part.length > most ? undefined : part.replace(/\r$/, '');
      tooLong = false;
    }
    if (rest.length > most) {
      tooLong = true;
      rest = '';
    }
  }
  if (tooLong) yield undefined;
  else if (rest !== '') yield rest;
}
